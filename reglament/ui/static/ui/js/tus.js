// Speaks tus 1.0 with the server. A Refusal carries the server's own sentence; any other error may be tried again.
export class Refusal extends Error {}

const AGAIN = new Set([408, 409, 423, 429, 460]);

export function speaker(token) {
  return async (method, url, more = {}, body = null) => {
    const headers = { "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...more };
    const answer = await fetch(url, { method, headers, body, redirect: "error" });
    const ours = answer.headers.has("Tus-Resumable");
    if (answer.ok && ours) return answer;
    if (AGAIN.has(answer.status) || answer.status >= 500) throw new Error(String(answer.status));
    throw new Refusal(ours ? await answer.text() : String(answer.status));
  };
}

// The address at which the server awaits the file.
export async function announce(speak, url, file) {
  const name = btoa(String.fromCodePoint(...new TextEncoder().encode(file.name)));
  const answer = await speak("POST", url, { "Upload-Length": file.size, "Upload-Metadata": `filename ${name}` });
  return answer.headers.get("Location");
}

export async function come(speak, url) {
  const answer = await speak("HEAD", url);
  return Number(answer.headers.get("Upload-Offset"));
}

// Sends one piece; an empty one behind the last byte lets the server finish what it had to leave.
export async function send(speak, url, offset, piece) {
  const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset };
  const answer = await speak("PATCH", url, headers, piece);
  return Number(answer.headers.get("Upload-Offset"));
}
