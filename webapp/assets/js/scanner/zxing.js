/** The decoder for browsers without one; a part of its own, since it is large and often not needed. */
import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";
import wasm from "zxing-wasm/reader/zxing_reader.wasm";

const address = new URL(wasm, import.meta.url).href;

/** Rejects when the decoder cannot be fetched; the next call tries again. */
export async function openDetector() {
  await prepareZXingModule({ overrides: { locateFile: () => address }, fireImmediately: true });
  return new BarcodeDetector({ formats: ["qr_code"] });
}
