"""Makes boto3 calls for a test: a JSON line on stdin is a call, a JSON line on stdout its answer or its error."""

import json
import sys

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.response import StreamingBody

config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
clients = {}


def client(service, protocol):
    """A client of a service; in this protocol of those that the service speaks, boto3's own choice by default."""
    key = (service, protocol)
    if key not in clients:
        session = botocore.session.get_session()
        if protocol is not None:
            model = session.get_component("data_loader").load_service_model(service, "service-2")
            model["metadata"]["protocols"] = [protocol]
        clients[key] = boto3.Session(botocore_session=session).client(service, config=config)
    return clients[key]


def answer(call):
    api = client(call["service"], call.get("protocol"))
    try:
        if call.get("pages"):
            given = list(api.get_paginator(call["operation"]).paginate(**call["parameters"]))
        else:
            given = getattr(api, call["operation"])(**call["parameters"])
    except ClientError as error:
        return {
            "error": error.response["Error"]["Code"],
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
            "exception": type(error).__name__,
        }
    # A page of HTML where an answer should be, or an operation that this client doesn't know.
    except Exception as error:
        return {"error": type(error).__name__, "status": 0, "exception": type(error).__name__}
    for page in given if isinstance(given, list) else [given]:
        page.pop("ResponseMetadata", None)
        for name, value in page.items():
            if isinstance(value, StreamingBody):
                page[name] = value.read().decode()
    return {"answer": given}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=str), flush=True)
