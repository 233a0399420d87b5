"""Ask a language model behind an OpenAI-compatible endpoint; only when a person names one with ``--propose``.

The endpoint may be on this machine or in the house: whoever names it answers for it, so private addresses are allowed here. Nothing is
retried, nothing is followed, no key leaves for any other address.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from messlatte.core.errors import InputError, NetworkError

__all__ = ["Endpoint", "ask"]

MAX_ANSWER = 2_000_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A chat endpoint.

    Parameters
    ----------
    url : str
        Base such as ``http://localhost:11434/v1``, or the whole address ending in ``/chat/completions``.
    model : str
        Model name that the endpoint knows.
    key : str or None
        Sent as a bearer token; never shown.
    seconds : float
        Longest wait for the answer.
    """

    url: str
    model: str = "default"
    key: str | None = None
    seconds: float = 120.0

    @property
    def address(self) -> str:
        """Address that is posted to."""
        base = self.url.rstrip("/")
        return base if base.endswith("/chat/completions") else f"{base}/chat/completions"


def ask(endpoint: Endpoint, instructions: str, text: str) -> str:
    """Send instructions and a text, and give back the words of the answer.

    Raises
    ------
    InputError
        If the address is none.
    NetworkError
        If the endpoint cannot be reached, refuses, or answers something that is no chat completion.
    """
    try:
        import httpx2
    except ImportError as error:
        raise InputError("--propose needs the extra [llm]: install it with `pip install 'messlatte[llm]'`") from error
    request = {
        "model": endpoint.model,
        "temperature": 0,
        "messages": [{"role": "system", "content": instructions}, {"role": "user", "content": text}],
    }
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    body = bytearray()
    try:
        with (
            httpx2.Client(timeout=endpoint.seconds, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", endpoint.address, json=request, headers=headers) as response,
        ):
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_ANSWER:
                    raise NetworkError(f"{endpoint.url}: the answer is larger than {MAX_ANSWER / 1e6:g} MB; is this a chat endpoint?")
            status = response.status_code
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
        raise InputError(f"--propose: {endpoint.url[:200]!r} is no http or https address") from error
    except httpx2.HTTPError as error:
        raise NetworkError(f"{endpoint.url}: cannot be reached ({str(error) or type(error).__name__}); is the model running?") from error
    if status != 200:
        words = bytes(body[:300]).decode("utf-8", "replace")
        raise NetworkError(f"{endpoint.url}: answered {status}: {words}; check address, model name and MESSLATTE_LLM_KEY")
    return _content(bytes(body), endpoint.url)


def _content(body: bytes, url: str) -> str:
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise NetworkError(
            f"{url}: answered no chat completion ({type(error).__name__}); is this an OpenAI-compatible endpoint?"
        ) from error
    if not isinstance(content, str):
        raise NetworkError(f"{url}: the completion holds no text")
    return content
