"""Documents in an S3 bucket with Object Lock: written once, read by version, held by the store itself."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from kontera.core.errors import InvalidValue, NotFound

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_COMPANY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_EXISTS: Final = frozenset({"PreconditionFailed", "412", "ConditionalRequestConflict", "409"})
_ABSENT: Final = frozenset({"NoSuchKey", "NoSuchVersion", "NotFound", "404"})
_NOT_HELD: Final = frozenset({"NoSuchObjectLockConfiguration", "ObjectLockConfigurationNotFoundError"})
_MODE: Final = "COMPLIANCE"


def client(endpoint: str = "", region: str = "us-east-1") -> Any:  # noqa: ANN401 - boto3 makes its classes at run time
    """A client of the store at `endpoint` (empty: AWS); the credentials come from the AWS_* variables."""
    config = Config(
        signature_version="s3v4",
        retries={"max_attempts": 5, "mode": "standard"},
        connect_timeout=5,
        read_timeout=60,
        s3={"addressing_style": "path" if endpoint else "auto"},
    )
    return boto3.client("s3", endpoint_url=endpoint or None, region_name=region, config=config)


class S3Blobs:
    """Objects under company/sha256/digest; `ports.Blobs`.

    A plain delete hides even a locked object behind a marker: reads therefore go to the oldest version, the one that
    was written first and cannot be replaced.
    """

    def __init__(self, s3: Any, bucket: str) -> None:  # noqa: ANN401 - see `client`
        self._s3 = s3
        self._bucket = bucket

    @classmethod
    def from_url(cls, url: str) -> S3Blobs:
        """The store at "s3://BUCKET?endpoint=URL&region=NAME", its bucket made when absent."""
        parts = urlsplit(url)
        given = dict(parse_qsl(parts.query))
        store = cls(client(given.get("endpoint", ""), given.get("region", "us-east-1")), parts.netloc)
        store.ensure_bucket()
        return store

    def close(self) -> None:
        """Close the connections to the store."""
        self._s3.close()

    def ensure_bucket(self) -> None:
        """Make the bucket, with Object Lock, unless it exists."""
        try:
            self._s3.head_bucket(Bucket=self._bucket)
        except ClientError as error:
            if _code(error) not in _ABSENT:
                raise
            self._s3.create_bucket(Bucket=self._bucket, ObjectLockEnabledForBucket=True)

    def put(self, company: str, data: bytes) -> str:
        """Keep the bytes and give their SHA-256; a second put of the same bytes changes nothing."""
        digest = hashlib.sha256(data).hexdigest()
        key = _key(company, digest)
        if self._version(key):
            return digest
        try:
            self._s3.put_object(Bucket=self._bucket, Key=key, Body=data, IfNoneMatch="*")
        except ClientError as error:
            if _code(error) not in _EXISTS:
                raise
        return digest

    def get(self, company: str, digest: str) -> bytes:
        """The bytes as first kept, unverified. Raises NotFound."""
        key = _key(company, digest)
        answer = self._s3.get_object(Bucket=self._bucket, Key=key, VersionId=self._known(key, digest))
        with answer["Body"] as body:
            data: bytes = body.read()
        return data

    def has(self, company: str, digest: str) -> bool:
        """Whether they are kept."""
        return bool(self._version(_key(company, digest)))

    def retain(self, company: str, digest: str, until: date) -> None:
        """Lock the object through this day in compliance mode, which nobody can shorten. Raises NotFound."""
        key = _key(company, digest)
        version = self._known(key, digest)
        end = datetime.combine(until + timedelta(days=1), time(), UTC)
        held = self._held(key, version)
        if held is not None and held >= end:
            return
        self._s3.put_object_retention(
            Bucket=self._bucket,
            Key=key,
            VersionId=version,
            Retention={"Mode": _MODE, "RetainUntilDate": end},
        )

    def _held(self, key: str, version: str) -> datetime | None:
        try:
            answer = self._s3.get_object_retention(Bucket=self._bucket, Key=key, VersionId=version)
        except ClientError as error:
            if _code(error) in _NOT_HELD:
                return None
            raise
        until: datetime | None = answer.get("Retention", {}).get("RetainUntilDate")
        return until

    def _known(self, key: str, digest: str) -> str:
        version = self._version(key)
        if not version:
            raise NotFound(what=digest)
        return version

    def _version(self, key: str) -> str:
        """The first version ever written under the key; empty when there is none."""
        pages = self._s3.get_paginator("list_object_versions").paginate(Bucket=self._bucket, Prefix=key)
        written = [v for page in pages for v in page.get("Versions", ()) if v["Key"] == key]
        return str(min(written, key=lambda v: v["LastModified"])["VersionId"]) if written else ""


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _key(company: str, digest: str) -> str:
    if not _COMPANY.fullmatch(company):
        raise InvalidValue(value=company, field="company")
    if not _DIGEST.fullmatch(digest):
        raise NotFound(what=digest)
    return f"{company}/sha256/{digest}"
