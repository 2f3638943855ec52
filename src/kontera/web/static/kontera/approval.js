// The approver's page: "Question" leads to the field that asks it.
document.querySelector("[data-talk]")?.addEventListener("click", (event) => {
  const field = document.querySelector(".talk-new textarea");
  event.preventDefault();
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});
