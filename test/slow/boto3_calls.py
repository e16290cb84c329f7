"""Makes boto3 calls for a test: a JSON line on stdin is a call, a JSON line on stdout its answer or its error."""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
clients = {}


def answer(call):
    service = call["service"]
    if service not in clients:
        clients[service] = boto3.client(service, config=config)
    try:
        given = getattr(clients[service], call["operation"])(**call["parameters"])
    except ClientError as error:
        return {"error": error.response["Error"]["Code"], "status": error.response["ResponseMetadata"]["HTTPStatusCode"]}
    # A page of HTML where an answer should be, or an operation that this client doesn't know.
    except Exception as error:
        return {"error": type(error).__name__, "status": 0}
    given.pop("ResponseMetadata", None)
    return {"answer": given}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=str), flush=True)
