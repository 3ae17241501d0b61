/** A photo of a code instead of the live camera: for pages without HTTPS, refused cameras, and screenshots. */

const SIZES = [1200, 2000, 700]; // longest side in pixels; a small picture of a large code reads best, and the reverse

/** The text of the first code on the picture file, or null. Throws when the file is no picture. */
export async function readPhoto(file, read) {
  const picture = await createImageBitmap(file);
  try {
    for (const size of SIZES) {
      const [text] = await read(scaled(picture, size));
      if (text) return text;
    }
    return null;
  } finally {
    picture.close();
  }
}

function scaled(picture, size) {
  const ratio = Math.min(1, size / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * ratio));
  canvas.height = Math.max(1, Math.round(picture.height * ratio));
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
