{{- define "tideway.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 48 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 48 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 48 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tideway.operator" -}}
{{ include "tideway.fullname" . }}-operator
{{- end -}}

{{- define "tideway.serviceAccount" -}}
{{- if .Values.operator.serviceAccount.create -}}
{{- default (include "tideway.operator" .) .Values.operator.serviceAccount.name -}}
{{- else -}}
{{- required "operator.serviceAccount.name is empty: name the ServiceAccount to use, or set operator.serviceAccount.create=true" .Values.operator.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* Never the version: a selector can't be changed after the first install. */}}
{{- define "tideway.operator.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "tideway.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: tideway
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end -}}

{{- define "tideway.operator.labels" -}}
{{ include "tideway.operator.selector" . }}
{{ include "tideway.labels" . }}
{{- end -}}

{{/* Takes {image, chart}. */}}
{{- define "tideway.image" -}}
{{- if .image.digest -}}
{{- printf "%s@%s" .image.repository .image.digest -}}
{{- else -}}
{{- printf "%s:%s" .image.repository (default .chart.AppVersion .image.tag) -}}
{{- end -}}
{{- end -}}

{{/*
Whether the app can be part of this release. Helm looks every kind up before it applies anything, so a release that
brings a kind can't use it at once: docs/decisions/2026-11-24-app-in-the-chart.md. A rendering without a cluster
(helm template, GitOps) can't know, and has it. "yes" or nothing.
*/}}
{{- define "tideway.app.known" -}}
{{- if not .Values.crds.enabled -}}
yes
{{- else if .Capabilities.APIVersions.Has "tideway.dev/v1/AppDeployment" -}}
yes
{{- else if not (lookup "v1" "Namespace" "" "kube-system") -}}
yes
{{- end -}}
{{- end -}}
