//! A good and a broken block a language, with the line at which the broken one is refused.

/// Good code, broken code, and the line of the error.
pub fn of(language: &str) -> Option<(&'static str, &'static str, u32)> {
    Some(match language {
        "bash" => ("set -euo pipefail\nkubectl get pods -n \"$NS\" | awk '{print $1}'\n", "set -e\nif true; then\n  echo a\n", 4),
        "csharp" => {
            ("var builder = WebApplication.CreateBuilder(args);\nrecord Trip(Guid Id, decimal Fare);\n", "var a = 1;\nvar b = (a + ;\n", 2)
        }
        "dockerfile" => (
            "FROM eclipse-temurin:21.0.4_7-jre AS run\nWORKDIR /app\nCOPY --chown=10001 app.jar .\nUSER 10001\nENTRYPOINT [\"java\", \"-jar\", \"app.jar\"]\n",
            "FROM alpine:3.20\nRUNN apk add curl\n",
            2,
        ),
        "go" => {
            ("ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)\ndefer cancel()\n", "func main() {\n\tx := [2]int{1, 2\n}\n", 4)
        }
        "graphql" => ("type Trip @key(fields: \"id\") {\n  id: ID!\n  legs: [Leg!]!\n}\n", "type Trip {\n  id ID!\n}\n", 1),
        "hcl" => (
            "resource \"aws_sqs_queue\" \"trips\" {\n  name = \"trips-${var.env}\"\n  visibility_timeout_seconds = 30\n}\n",
            "resource \"a\" \"b\" {\n  name = = 1\n}\n",
            2,
        ),
        "http" => (
            "POST /v1/trips HTTP/1.1\nHost: api.example.org\nIdempotency-Key: 8e03\n\n{\"from\": 1}\n",
            "GET /v1 HTTP/1.1\nHost api.example.org\n",
            2,
        ),
        "java" => (
            "record Fare(long cents) {}\n\n@Bean\nRetry retry() {\n    return Retry.of(\"fares\", RetryConfig.custom().maxAttempts(3).build());\n}\n",
            "class A {\n    int f() { return 1 }\n}\n",
            2,
        ),
        "javascript" => {
            ("export const wait = async (ms) => new Promise((done) => setTimeout(done, ms));\n", "const a = 1;\nconst b = [1, 2;\n", 2)
        }
        "json" => ("{\"id\": 1, \"tags\": [\"a\", null]}\n", "{\n  \"a\": 1,\n}\n", 3),
        "lua" => (
            "local n = redis.call('INCR', KEYS[1])\nif n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end\nreturn n\n",
            "local n = 1\nif n == then\nend\n",
            2,
        ),
        "mermaid" => ("flowchart LR\n    A[Client] -->|GET| B[Gateway]\n", "flowchart LR\n    A --> B\n    A[Client -->|GET B\n", 3),
        "nginx" => (
            "upstream trips {\n    server 10.0.0.1:8080 max_fails=3;\n}\nserver {\n    listen 80;\n    location /trips/ {\n        proxy_pass http://trips;\n    }\n}\n",
            "server {\n    listen 80\n    location / { return 204; }\n}\n",
            3,
        ),
        "promql" => (
            "# the share of errors\nsum(rate(http_requests_total{code=~\"5..\"}[5m])) by (route)\n  / sum(rate(http_requests_total[5m])) by (route)\n\n\
             histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))\n",
            "up\n\nsum(rate(http_requests_total[5m])\n",
            3,
        ),
        "properties" => ("# consumer\nenable.auto.commit=false\nmax.poll.records = 200\n", "a=1\nb\n", 2),
        "protobuf" => (
            "syntax = \"proto3\";\n\nservice Trips {\n  rpc Watch(WatchRequest) returns (stream Trip);\n}\n\nmessage WatchRequest {\n  string id = 1;\n}\n",
            "syntax = \"proto3\";\nmessage Trip {\n  string id = ;\n}\n",
            3,
        ),
        "python" => {
            ("async def read(key: str) -> bytes | None:\n    return await cache.get(f\"trip:{key}\")\n", "def f(a):\n    return (a +\n", 2)
        }
        "rust" => ("let fare = fares.get(&id).await?;\nprintln!(\"{fare:?}\");\n", "fn f() -> u8 {\n    let a = ;\n}\n", 2),
        "sql" => (
            "-- the outbox\nCREATE TABLE outbox (id uuid PRIMARY KEY, payload jsonb NOT NULL, sent_at timestamptz);\n\
             SELECT id FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED;\n",
            "SELECT 1;\nUPDATE outbox SET = 1;\n",
            2,
        ),
        "toml" => ("[server]\nport = 8080\n", "[server]\nport = \n", 2),
        "typescript" => (
            "interface Trip { id: string; legs?: readonly Leg[] }\nconst trip = (await load(id)) satisfies Trip;\n",
            "const a: number = 1;\ninterface { id: string }\n",
            2,
        ),
        "xml" => ("<project>\n  <artifactId>trips</artifactId>\n  <optional/>\n</project>\n", "<a>\n  <b></c>\n</a>\n", 2),
        "yaml" => (
            "apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: 3\n---\na: &x {b: 1}\nc:\n  - *x\n  - {b: 2}\n",
            "a: 1\nb: 2\na: 3\n",
            3,
        ),
        _ => return None,
    })
}
