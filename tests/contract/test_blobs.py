"""The promises of the document stores: in memory, in a folder, in an S3 bucket with Object Lock."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from kontera.adapters.blobs.folder import FolderBlobs
from kontera.adapters.blobs.s3 import S3Blobs, client
from kontera.adapters.clock import SystemClock
from kontera.adapters.inmemory.doors import InMemoryBlobs
from kontera.core.errors import InvalidValue, NotFound, UnreadableDocument
from kontera.ports import Blobs

DATA = b"%PDF-1.7 an invoice"
DIGEST = hashlib.sha256(DATA).hexdigest()
TODAY = SystemClock().today()
BUCKET = "kontera-test"
START_SECONDS = 40
_LOCAL = ("-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-admin.ui=false")
_SERVERS = ("master", "volume", "filer", "s3", "webdav", "admin")


def _free_ports(count: int) -> list[int]:
    """Free ports whose gRPC ports, ten thousand above, can be used too."""
    held = []
    for _ in range(count):
        listener = socket.socket()
        while True:
            listener.bind(("127.0.0.1", 0))
            if listener.getsockname()[1] < 55_000:
                break
            listener.close()
            listener = socket.socket()
        held.append(listener)
    ports = [listener.getsockname()[1] for listener in held]
    for listener in held:
        listener.close()
    return ports


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own server
            return True
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return True
    except OSError:
        return False


@pytest.fixture(scope="session")
def seaweed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an S3 server on this machine."""
    folder = tmp_path_factory.mktemp("weed")
    ports = dict(zip(_SERVERS, _free_ports(len(_SERVERS)), strict=True))
    program = Path(sys.executable).with_name("weed")
    arguments = [f"-{name}.port={port}" for name, port in ports.items()]
    arguments += [
        f"-{name}.port.grpc={port + 10_000}"
        for name, port in ports.items()
        if name in {"master", "volume", "filer", "s3", "admin"}
    ]
    environment = {**os.environ, "AWS_ACCESS_KEY_ID": "tester", "AWS_SECRET_ACCESS_KEY": "tester-secret"}
    with (folder / "log").open("wb") as log:
        command = [str(program), "mini", f"-dir={folder / 'data'}", *_LOCAL, *arguments]
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=folder)
    (folder / "data").mkdir(exist_ok=True)
    address = f"http://127.0.0.1:{ports['s3']}"
    deadline = time.monotonic() + START_SECONDS
    while not _answers(address) and time.monotonic() < deadline and server.poll() is None:
        time.sleep(0.2)
    if server.poll() is not None:
        pytest.fail((folder / "log").read_text()[-2000:])
    yield address
    server.kill()
    server.wait()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def bucket(seaweed: str) -> Iterator[S3Blobs]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "tester")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "tester-secret")
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                store = S3Blobs.from_url(f"s3://{BUCKET}?endpoint={seaweed}")
                break
            except ClientError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.3)
        yield store
        store.close()


@pytest.fixture(params=["memory", "folder", "s3"])
def blobs(request: pytest.FixtureRequest, folder: Path) -> Blobs:
    match request.param:
        case "memory":
            return InMemoryBlobs()
        case "folder":
            return FolderBlobs(folder)
        case _:
            store: Blobs = request.getfixturevalue("bucket")
            return store


def test_bytes_come_back_by_their_digest(blobs: Blobs) -> None:
    assert blobs.put("alfa", DATA) == DIGEST
    assert blobs.get("alfa", DIGEST) == DATA
    assert blobs.has("alfa", DIGEST)


def test_the_same_bytes_twice_are_kept_once(blobs: Blobs) -> None:
    assert blobs.put("beta", DATA) == blobs.put("beta", DATA) == DIGEST
    assert blobs.get("beta", DIGEST) == DATA


def test_no_bytes_at_all_are_bytes_too(blobs: Blobs) -> None:
    assert blobs.get("alfa", blobs.put("alfa", b"")) == b""


def test_each_company_has_its_own(blobs: Blobs) -> None:
    blobs.put("gamma", DATA)
    assert not blobs.has("delta", DIGEST)
    with pytest.raises(NotFound):
        blobs.get("delta", DIGEST)
    with pytest.raises(NotFound):
        blobs.retain("delta", DIGEST, date(2033, 12, 31))


def test_holding_twice_is_no_error_and_keeps_the_bytes(blobs: Blobs) -> None:
    blobs.put("epsilon", DATA)
    soon = TODAY + timedelta(days=2)
    blobs.retain("epsilon", DIGEST, soon)
    blobs.retain("epsilon", DIGEST, soon - timedelta(days=1))
    assert blobs.get("epsilon", DIGEST) == DATA


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_what_is_no_digest_is_not_found(folder: Path, digest: str) -> None:
    with pytest.raises(NotFound):
        FolderBlobs(folder).get("alfa", digest)


@pytest.mark.parametrize("company", ["", "..", "a/b", ".hidden", "a" * 65])
def test_a_company_that_is_no_folder_name_is_refused(folder: Path, company: str) -> None:
    with pytest.raises(InvalidValue):
        FolderBlobs(folder).put(company, DATA)


def test_a_file_is_read_only_and_nothing_temporary_stays(folder: Path) -> None:
    FolderBlobs(folder).put("alfa", DATA)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files == [folder / "alfa" / "sha256" / DIGEST[:2] / DIGEST[2:4] / DIGEST]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o440


def test_a_file_changed_behind_our_back_is_noticed_when_the_bytes_come_again(folder: Path) -> None:
    store = FolderBlobs(folder)
    store.put("alfa", DATA)
    path = folder / "alfa" / "sha256" / DIGEST[:2] / DIGEST[2:4] / DIGEST
    path.chmod(0o640)
    path.write_bytes(b"forged")
    with pytest.raises(UnreadableDocument):
        store.put("alfa", DATA)


def test_a_locked_object_survives_deletion_and_its_lock_cannot_be_shortened(bucket: S3Blobs, seaweed: str) -> None:
    data = b"to be held"
    digest = bucket.put("zeta", data)
    until = TODAY + timedelta(days=3)
    bucket.retain("zeta", digest, until)
    s3: Any = client(seaweed)
    key = f"zeta/sha256/{digest}"
    version = s3.list_object_versions(Bucket=BUCKET, Prefix=key)["Versions"][0]["VersionId"]
    held = s3.get_object_retention(Bucket=BUCKET, Key=key, VersionId=version)["Retention"]
    assert held["Mode"] == "COMPLIANCE"
    assert held["RetainUntilDate"].date() == until + timedelta(days=1)
    s3.delete_object(Bucket=BUCKET, Key=key)  # only lays a marker over it
    with pytest.raises(ClientError):
        s3.delete_object(Bucket=BUCKET, Key=key, VersionId=version)
    assert bucket.get("zeta", digest) == data
    assert bucket.has("zeta", digest)
    s3.close()
