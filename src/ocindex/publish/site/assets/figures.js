// What can be taken of a chart: its picture as PNG, and an embed snippet with its whole address.

const SCALE = 2;

const png = async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * SCALE;
  canvas.height = picture.naturalHeight * SCALE;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};

for (const button of document.querySelectorAll("[data-png]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await png(button.dataset.png));
    link.download = button.dataset.png.split("/").pop().replace(/svg$/, "png");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}

// Where nobody has said under which address the site stands, the browser knows it.
for (const code of document.querySelectorAll("code.embed"))
  code.textContent = code.textContent.replace(
    /src="([^"]*)"/,
    (_, address) => `src="${new URL(address, document.baseURI)}"`,
  );
