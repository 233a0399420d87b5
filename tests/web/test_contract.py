"""What the OpenAPI promises, tried by schemathesis: no server error, only documented answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
def test_no_server_error_on_any_operation(client: TestClient, path: str, mode: str) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    schema = schemathesis.openapi.from_asgi("/openapi.json", client.app)
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) >= 10
    tried = 0
    for operation in operations:
        strategy = operation.as_strategy(generation_mode=schemathesis.GenerationMode[mode])

        @given(case=strategy)
        @settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def attempt(case: Any) -> None:
            nonlocal tried
            tried += 1
            response = case.call(base_url="http://messlatte.test")
            assert response.status_code < 500, (case.as_curl_command(), response.text)

        attempt()
    assert tried > 200
