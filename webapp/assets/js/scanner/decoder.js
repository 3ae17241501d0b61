/** Reads QR codes from pictures: by the browser where it can, else by a decoder that this server delivers. */

const FORMAT = "qr_code";

/** A function from a picture (canvas, image, bitmap) to the texts of the codes on it. */
export async function openDecoder(scope = globalThis, loadOwn = () => import("./zxing.js")) {
  const own = async () => (await loadOwn()).openDetector();
  let isNative = await readsQr(scope.BarcodeDetector);
  let detector = isNative ? new scope.BarcodeDetector({ formats: [FORMAT] }) : await own();
  return async (picture) => {
    try {
      return texts(await detector.detect(picture));
    } catch (problem) {
      if (!isNative) throw problem;
      detector = await own(); // some phones announce a detector whose service is missing
      isNative = false;
      return texts(await detector.detect(picture));
    }
  };
}

const texts = (codes) => codes.map((code) => code.rawValue).filter(Boolean);

async function readsQr(detector) {
  const formats = await detector?.getSupportedFormats?.().catch(() => []);
  return formats?.includes(FORMAT) ?? false;
}
