"""A real S3-compatible server of a test's own, on loopback, in a process beside the test."""

import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from typing import Any, cast

import boto3
from botocore.config import Config

from support.running import free_port

BUCKET = "longhouse"
KEYS = ("test-key", "test-secret-of-the-store")


class S3Server:
    def __init__(self) -> None:
        self.port = free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 30
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError("The S3-compatible server did not start")
            time.sleep(0.05)
        self.client.create_bucket(Bucket=BUCKET)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    @property
    def client(self) -> Any:
        """Another client, to look at what the store has."""
        make = cast("Callable[..., Any]", boto3.client)
        return make(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id=KEYS[0],
            aws_secret_access_key=KEYS[1],
            config=Config(s3={"addressing_style": "path"}),
        )

    def unfinished(self) -> list[object]:
        """Uploads in parts that were neither completed nor taken back."""
        return self.client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        except OSError:
            return False
        finally:
            connection.close()
