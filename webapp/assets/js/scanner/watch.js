/** Looks through the camera again and again, at the square that the person sees between the brackets. */

const PAUSE = 90; // milliseconds between looks: about eight a second on a slow phone, and the page stays quick
const LARGEST = 800; // pixels a side; more only costs time

/** Calls `onCodes` with what each picture shows (often nothing) until the returned function is called. */
export function watch(video, read, onCodes, onTrouble) {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  let timer = 0;
  const look = async () => {
    try {
      if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !document.hidden) {
        draw(video, canvas, brush);
        const codes = await read(canvas);
        if (timer !== null) onCodes(codes);
      }
    } catch (problem) {
      onTrouble(problem);
    }
    if (timer !== null) timer = setTimeout(look, PAUSE);
  };
  timer = setTimeout(look, 0);
  return () => {
    clearTimeout(timer);
    timer = null;
  };
}

function draw(video, canvas, brush) {
  const side = Math.min(video.videoWidth, video.videoHeight);
  canvas.width = canvas.height = Math.min(side, LARGEST);
  const left = (video.videoWidth - side) / 2;
  const top = (video.videoHeight - side) / 2;
  brush.drawImage(video, left, top, side, side, 0, 0, canvas.width, canvas.height);
}
