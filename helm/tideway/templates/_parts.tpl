{{/* What all pods of this chart besides the operator and the app have in common: Pod Security restricted. Takes the uid. */}}
{{- define "tideway.pod.security" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
# A volume that has the right owner is left as it is: PostgreSQL refuses a folder that others may write.
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "tideway.container.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Takes {root, component}. */}}
{{- define "tideway.part.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "tideway.part.labels" -}}
{{ include "tideway.part.selector" . }}
{{ include "tideway.labels" .root }}
{{- end -}}

{{/*
A password that is made once: the one of the Secret that is there, else a new one. A rendering without a cluster sees no
Secret. Takes {root, name, key}.
*/}}
{{- define "tideway.password" -}}
{{- $there := lookup "v1" "Secret" .root.Release.Namespace .name -}}
{{- $data := default dict (default dict $there).data -}}
{{- if hasKey $data .key -}}
{{- get $data .key | b64dec -}}
{{- else -}}
{{- randAlphaNum 32 -}}
{{- end -}}
{{- end -}}

{{/* Ends with words of ours where the cluster lacks a kind. A rendering without a cluster can't know. Takes {root, kind, words}. */}}
{{- define "tideway.needs" -}}
{{- if and (not (.root.Capabilities.APIVersions.Has .kind)) (lookup "v1" "Namespace" "" "kube-system") -}}
{{- fail .words -}}
{{- end -}}
{{- end -}}
