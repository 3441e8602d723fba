//! Holds Kubernetes manifests against the published schema: a field that the schema does not know, or a value of another type, is an
//! invented option.

use greenroom::storage::pack;
use k8s_openapi::api::{admissionregistration, apps, autoscaling, batch, core, networking, policy, rbac};
use k8s_openapi::serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::blocks;

/// Groups whose kinds come from custom resource definitions, or are files that never reach a cluster. They are not in the schema of Kubernetes; writers hold them against the
/// definition of their product, and name it among the sources.
const CUSTOM: [&str; 18] = [
    "chaos-mesh.org",
    "kustomize.config.k8s.io",
    "gateway.networking.k8s.io",
    "gateway.envoyproxy.io",
    "networking.istio.io",
    "security.istio.io",
    "telemetry.istio.io",
    "policy.linkerd.io",
    "keda.sh",
    "argoproj.io",
    "cert-manager.io",
    "external-secrets.io",
    "monitoring.coreos.com",
    "opentelemetry.io",
    "serving.knative.dev",
    "autoscaling.k8s.io",
    "postgresql.cnpg.io",
    "kafka.strimzi.io",
];

/// What a manifest has and its type does not give back, as paths.
fn lost(given: &Value, back: &Value, path: &str, found: &mut Vec<String>) {
    match (given, back) {
        (Value::Object(given), Value::Object(back)) => {
            for (key, value) in given {
                match back.get(key) {
                    Some(back) => lost(value, back, &format!("{path}.{key}"), found),
                    // Nothing, and an empty list or map, mean the same as leaving the field out.
                    None if is_nothing(value) => {}
                    None => found.push(format!("{path}.{key} is not in the schema")),
                }
            }
        }
        (Value::Array(given), Value::Array(back)) => {
            for (place, (given, back)) in given.iter().zip(back).enumerate() {
                lost(given, back, &format!("{path}[{place}]"), found);
            }
        }
        _ => {}
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

fn held_against<T: DeserializeOwned + Serialize>(manifest: &Value) -> Vec<String> {
    let typed: T = match serde_json::from_value(manifest.clone()) {
        Ok(typed) => typed,
        Err(error) => return vec![error.to_string()],
    };
    let mut found = Vec::new();
    lost(manifest, &serde_json::to_value(typed).unwrap(), "", &mut found);
    found
}

/// What is wrong with a manifest; `None` if it is not one or if its kind is custom.
fn check(manifest: &Value) -> Option<Vec<String>> {
    let version = manifest.get("apiVersion")?.as_str()?;
    let kind = manifest.get("kind")?.as_str()?;
    if version.split_once('/').is_some_and(|(group, _)| CUSTOM.contains(&group)) {
        return None;
    }
    Some(match (version, kind) {
        ("v1", "Pod") => held_against::<core::v1::Pod>(manifest),
        ("v1", "Service") => held_against::<core::v1::Service>(manifest),
        ("v1", "ConfigMap") => held_against::<core::v1::ConfigMap>(manifest),
        ("v1", "Secret") => held_against::<core::v1::Secret>(manifest),
        ("v1", "Namespace") => held_against::<core::v1::Namespace>(manifest),
        ("v1", "ServiceAccount") => held_against::<core::v1::ServiceAccount>(manifest),
        ("v1", "ResourceQuota") => held_against::<core::v1::ResourceQuota>(manifest),
        ("v1", "LimitRange") => held_against::<core::v1::LimitRange>(manifest),
        ("v1", "PersistentVolumeClaim") => held_against::<core::v1::PersistentVolumeClaim>(manifest),
        ("apps/v1", "Deployment") => held_against::<apps::v1::Deployment>(manifest),
        ("apps/v1", "StatefulSet") => held_against::<apps::v1::StatefulSet>(manifest),
        ("apps/v1", "DaemonSet") => held_against::<apps::v1::DaemonSet>(manifest),
        ("autoscaling/v2", "HorizontalPodAutoscaler") => held_against::<autoscaling::v2::HorizontalPodAutoscaler>(manifest),
        ("batch/v1", "Job") => held_against::<batch::v1::Job>(manifest),
        ("batch/v1", "CronJob") => held_against::<batch::v1::CronJob>(manifest),
        ("networking.k8s.io/v1", "Ingress") => held_against::<networking::v1::Ingress>(manifest),
        ("networking.k8s.io/v1", "NetworkPolicy") => held_against::<networking::v1::NetworkPolicy>(manifest),
        ("policy/v1", "PodDisruptionBudget") => held_against::<policy::v1::PodDisruptionBudget>(manifest),
        ("rbac.authorization.k8s.io/v1", "Role") => held_against::<rbac::v1::Role>(manifest),
        ("rbac.authorization.k8s.io/v1", "RoleBinding") => held_against::<rbac::v1::RoleBinding>(manifest),
        ("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy") => {
            held_against::<admissionregistration::v1::ValidatingAdmissionPolicy>(manifest)
        }
        _ => vec![format!("no schema is known for {version} {kind}")],
    })
}

/// The documents of a block of YAML.
fn documents(code: &str) -> Vec<Value> {
    code.split("\n---").map(|document| serde_saphyr::from_str(document).unwrap_or(Value::Null)).collect()
}

#[test]
fn every_manifest_of_the_built_in_pack_fits_the_schema_of_kubernetes() {
    let mut wrong = Vec::new();
    let mut held = 0;
    for (path, text) in pack::built_in().iter().filter(|(path, _)| path.ends_with(".md")) {
        for block in blocks(text).iter().filter(|block| block.language == "yaml") {
            for found in documents(&block.code).iter().filter_map(check) {
                held += 1;
                wrong.extend(found.into_iter().map(|what| format!("{path}:{}: {what}", block.line)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(held >= 4, "only {held} manifests were found");
}

#[test]
fn an_invented_field_a_wrong_type_and_an_unknown_kind_are_refused() {
    let found = |code: &str| check(&documents(code)[0]).unwrap_or_default().join("; ");
    assert_eq!(found("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, ports: []}]}\n"), "");
    let invented = found("apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, imagee: b:1}]}\n");
    assert_eq!(invented, ".spec.containers[0].imagee is not in the schema");
    assert!(found("apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: many, selector: {}, template: {}}\n").contains("invalid type"));
    assert_eq!(found("apiVersion: apps/v1\nkind: Deploymnt\n"), "no schema is known for apps/v1 Deploymnt");
    assert_eq!(check(&documents("apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\n")[0]), None);
    assert_eq!(check(&documents("name: just a value\n")[0]), None);
}
