"""Creates, pages through and deletes things of each service with boto3.

Run with the sandbox's URL; prints one JSON object with what each service's listing said on the way.
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNT = "111122223333"
REGION = "us-east-1"
TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "vpc-flow-logs.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)


def client(service):
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=sys.argv[1],
        aws_access_key_id="AKIAFOREIGN",
        aws_secret_access_key="secret",
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )


def listed(service, operation, key, **kwargs):
    """How many items each page of a listing has."""
    return [len(page[key]) for page in client(service).get_paginator(operation).paginate(**kwargs)]


def code(call, **kwargs):
    """The code of the error that a call must fail with."""
    try:
        call(**kwargs)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def cloudwatch():
    api = client("cloudwatch")
    names = [f"alarm-{index:03}" for index in range(105)]
    for name in names:
        api.put_metric_alarm(
            AlarmName=name,
            Namespace="AWS/EC2",
            MetricName="CPUUtilization",
            Dimensions=[{"Name": "InstanceId", "Value": "i-1"}],
            Statistic="Average",
            Period=60,
            EvaluationPeriods=1,
            Threshold=0.5,
            ComparisonOperator="GreaterThanThreshold",
            Tags=[{"Key": "team", "Value": "payments"}],
        )
    pages = listed("cloudwatch", "describe_alarms", "MetricAlarms")
    arn = api.describe_alarms(AlarmNames=names[:1])["MetricAlarms"][0]["AlarmArn"]
    tags = api.list_tags_for_resource(ResourceARN=arn)["Tags"]
    wrong = code(api.set_alarm_state, AlarmName="none", StateValue="OK", StateReason="x")
    api.delete_alarms(AlarmNames=names[:100])
    api.delete_alarms(AlarmNames=names[100:])
    left = listed("cloudwatch", "describe_alarms", "MetricAlarms")
    return {"pages": pages, "tags": tags, "wrong": wrong, "left": left}


def sns():
    api = client("sns")
    arns = [api.create_topic(Name=f"topic-{index:03}")["TopicArn"] for index in range(105)]
    for index in range(105):
        api.subscribe(TopicArn=arns[0], Protocol="email", Endpoint=f"{index}@example.com")
    pages = listed("sns", "list_topics", "Topics")
    subscriptions = listed("sns", "list_subscriptions_by_topic", "Subscriptions", TopicArn=arns[0])
    api.set_topic_attributes(TopicArn=arns[0], AttributeName="DisplayName", AttributeValue="<On call> & more")
    name = api.get_topic_attributes(TopicArn=arns[0])["Attributes"]["DisplayName"]
    for arn in arns:
        api.delete_topic(TopicArn=arn)
    wrong = code(api.get_topic_attributes, TopicArn=arns[0])
    left = listed("sns", "list_topics", "Topics")
    return {"pages": pages, "subscriptions": subscriptions, "name": name, "wrong": wrong, "left": left}


def logs():
    api = client("logs")
    for index in range(55):
        api.create_log_group(logGroupName=f"/app/{index:02}", tags={"team": "payments"})
    api.create_log_group(logGroupName="/other")
    pages = listed("logs", "describe_log_groups", "logGroups", logGroupNamePrefix="/app/")
    api.put_retention_policy(logGroupName="/app/00", retentionInDays=30)
    group = api.describe_log_groups(logGroupNamePrefix="/app/00")["logGroups"][0]
    tags = api.list_tags_for_resource(resourceArn=group["logGroupArn"])["tags"]
    api.create_log_stream(logGroupName="/app/00", logStreamName="a")
    streams = listed("logs", "describe_log_streams", "logStreams", logGroupName="/app/00")
    for index in range(55):
        api.delete_log_group(logGroupName=f"/app/{index:02}")
    wrong = code(api.delete_log_group, logGroupName="/app/00")
    left = listed("logs", "describe_log_groups", "logGroups")
    retention = group["retentionInDays"]
    return {"pages": pages, "retention": retention, "tags": tags, "streams": streams, "wrong": wrong, "left": left}


def s3():
    api = client("s3")
    api.create_bucket(Bucket="foreign")
    policy = json.dumps({"Version": "2012-10-17", "Statement": []})
    wrong = [
        code(api.get_bucket_policy, Bucket="foreign"),
        code(api.put_bucket_policy, Bucket="foreign", Policy=policy),
        code(api.get_object, Bucket="foreign", Key="none"),
        code(api.head_bucket, Bucket="none"),
    ]
    objects = "arn:aws:s3:::foreign/*"
    policy = json.dumps({"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": objects}]})
    api.put_bucket_policy(Bucket="foreign", Policy=policy)
    same = api.get_bucket_policy(Bucket="foreign")["Policy"] == policy
    api.put_bucket_tagging(Bucket="foreign", Tagging={"TagSet": [{"Key": "team", "Value": "a&b"}]})
    tags = api.get_bucket_tagging(Bucket="foreign")["TagSet"]
    for index in range(5):
        api.put_object(Bucket="foreign", Key=f"logs/ä {index}", Body=b"hello", Metadata={"by": "boto3"})
    got = api.get_object(Bucket="foreign", Key="logs/ä 0")
    body = [got["Body"].read().decode(), got["Metadata"]]
    pages = listed("s3", "list_objects_v2", "Contents", Bucket="foreign", PaginationConfig={"PageSize": 2})
    keys = [item["Key"] for item in api.list_objects(Bucket="foreign")["Contents"]]
    wrong.append(code(api.delete_bucket, Bucket="foreign"))
    api.delete_objects(Bucket="foreign", Delete={"Objects": [{"Key": key} for key in keys]})
    location = api.get_bucket_location(Bucket="foreign")["LocationConstraint"]
    api.delete_bucket(Bucket="foreign")
    left = len(api.list_buckets()["Buckets"])
    return {
        "wrong": wrong,
        "same": same,
        "tags": tags,
        "body": body,
        "pages": pages,
        "keys": keys[:1],
        "location": location,
        "left": left,
    }


def iam():
    api = client("iam")
    for index in range(5):
        api.create_role(
            RoleName=f"role-{index}", AssumeRolePolicyDocument=TRUST, Tags=[{"Key": "team", "Value": "payments"}]
        )
    pages = listed("iam", "list_roles", "Roles", PaginationConfig={"PageSize": 2})
    role = api.get_role(RoleName="role-0")["Role"]
    api.put_role_policy(RoleName="role-0", PolicyName="write", PolicyDocument=TRUST)
    policy = api.get_role_policy(RoleName="role-0", PolicyName="write")["PolicyDocument"] == json.loads(TRUST)
    policies = listed("iam", "list_role_policies", "PolicyNames", RoleName="role-0")
    wrong = [code(api.delete_role, RoleName="role-0"), code(api.get_role, RoleName="none")]
    api.delete_role_policy(RoleName="role-0", PolicyName="write")
    for index in range(5):
        api.delete_role(RoleName=f"role-{index}")
    left = listed("iam", "list_roles", "Roles")
    return {
        "pages": pages,
        "tags": role["Tags"],
        "policy": policy,
        "policies": policies,
        "wrong": wrong,
        "left": left,
    }


def sts():
    api = client("sts")
    arn = f"arn:aws:iam::{ACCOUNT}:role/auditor"
    session = api.assume_role(RoleArn=arn, RoleSessionName="nightly")["AssumedRoleUser"]["Arn"]
    return {"caller": api.get_caller_identity()["Arn"], "session": session}


def cloudtrail():
    api = client("cloudtrail")
    storage = client("s3")
    storage.create_bucket(Bucket="trails")
    for_trail = {"Principal": {"Service": "cloudtrail.amazonaws.com"}, "Effect": "Allow"}
    storage.put_bucket_policy(
        Bucket="trails",
        Policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {**for_trail, "Action": "s3:GetBucketAcl", "Resource": "arn:aws:s3:::trails"},
                    {**for_trail, "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::trails/AWSLogs/{ACCOUNT}/*"},
                ],
            }
        ),
    )
    arn = api.create_trail(Name="audit", S3BucketName="trails", TagsList=[{"Key": "team", "Value": "sec"}])["TrailARN"]
    logging = [api.get_trail_status(Name=arn)["IsLogging"]]
    api.start_logging(Name=arn)
    logging.append(api.get_trail_status(Name=arn)["IsLogging"])
    trails = listed("cloudtrail", "list_trails", "Trails")
    tags = api.list_tags(ResourceIdList=[arn])["ResourceTagList"][0]["TagsList"]
    wrong = code(api.get_trail, Name="none")
    pages = listed(
        "cloudtrail",
        "lookup_events",
        "Events",
        LookupAttributes=[{"AttributeKey": "EventName", "AttributeValue": "PutMetricAlarm"}],
    )
    api.delete_trail(Name=arn)
    left = listed("cloudtrail", "list_trails", "Trails")
    storage.delete_bucket(Bucket="trails")
    return {"logging": logging, "trails": trails, "tags": tags, "wrong": wrong, "events": pages[:2], "left": left}


def ec2():
    api = client("ec2")
    tag = [{"ResourceType": "vpc", "Tags": [{"Key": "team", "Value": "payments"}]}]
    vpcs = [
        api.create_vpc(CidrBlock=f"10.{index}.0.0/16", TagSpecifications=tag)["Vpc"]["VpcId"] for index in range(6)
    ]
    client("logs").create_log_group(logGroupName="/flows")
    client("iam").create_role(RoleName="flows", AssumeRolePolicyDocument=TRUST)
    made = api.create_flow_logs(
        ResourceIds=vpcs,
        ResourceType="VPC",
        TrafficType="ALL",
        LogGroupName="/flows",
        DeliverLogsPermissionArn=f"arn:aws:iam::{ACCOUNT}:role/flows",
    )
    tagged = len(api.describe_vpcs(Filters=[{"Name": "tag:team", "Values": ["payments"]}])["Vpcs"])
    pages = listed("ec2", "describe_flow_logs", "FlowLogs", PaginationConfig={"PageSize": 5})
    wrong = code(api.describe_vpcs, VpcIds=["vpc-00000000000000000"])
    failed = api.delete_flow_logs(FlowLogIds=made["FlowLogIds"])["Unsuccessful"]
    for vpc in vpcs:
        api.delete_vpc(VpcId=vpc)
    left = listed("ec2", "describe_flow_logs", "FlowLogs")
    client("logs").delete_log_group(logGroupName="/flows")
    client("iam").delete_role(RoleName="flows")
    return {
        "unsuccessful": made["Unsuccessful"] + failed,
        "tagged": tagged,
        "pages": pages,
        "wrong": wrong,
        "left": left,
    }


def tagging():
    api = client("resourcegroupstaggingapi")
    groups = client("logs")
    for index in range(5):
        groups.create_log_group(logGroupName=f"/tagged/{index}", tags={"team": f"t{index % 2}"})
    pages = listed(
        "resourcegroupstaggingapi",
        "get_resources",
        "ResourceTagMappingList",
        ResourceTypeFilters=["logs:log-group"],
        PaginationConfig={"PageSize": 2},
    )
    odd = api.get_resources(TagFilters=[{"Key": "team", "Values": ["t1"]}])["ResourceTagMappingList"]
    keys = listed("resourcegroupstaggingapi", "get_tag_keys", "TagKeys")
    values = api.get_tag_values(Key="team")["TagValues"]
    for index in range(5):
        groups.delete_log_group(logGroupName=f"/tagged/{index}")
    left = listed("resourcegroupstaggingapi", "get_resources", "ResourceTagMappingList")
    return {"pages": pages, "odd": [item["ResourceARN"] for item in odd], "keys": keys, "values": values, "left": left}


SERVICES = [cloudwatch, sns, logs, s3, iam, sts, cloudtrail, ec2, tagging]
print(json.dumps({service.__name__: service() for service in SERVICES}))
