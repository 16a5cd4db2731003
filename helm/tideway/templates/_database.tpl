{{/* The pods that the parts of this release serve: those of the app's revisions, and its migrations. */}}
{{- define "tideway.app.peers" -}}
- podSelector:
    matchLabels:
      tideway.dev/app: {{ .Values.app.name }}
- podSelector:
    matchLabels:
      app.kubernetes.io/name: {{ .Values.app.name }}
    matchExpressions:
      - key: tideway.dev/migration
        operator: Exists
{{- end -}}

{{/* CloudNativePG takes 50 characters. */}}
{{- define "tideway.database" -}}
{{ include "tideway.fullname" . | trunc 41 | trimSuffix "-" }}-database
{{- end -}}

{{- define "tideway.database.cluster" -}}
{{- default (include "tideway.database" .) .Values.database.cloudnativepg.name -}}
{{- end -}}

{{- define "tideway.database.bucket" -}}
{{ include "tideway.database.cluster" . }}-backups
{{- end -}}

{{/* The name under which the cluster keeps its backups. */}}
{{- define "tideway.database.serverName" -}}
{{- default (include "tideway.database.cluster" .) .Values.database.cloudnativepg.backup.serverName -}}
{{- end -}}

{{/* Which Secret has user and password, and under which keys: {name, userKey, passwordKey}. */}}
{{- define "tideway.database.credentials" -}}
{{- $external := .Values.database.external -}}
{{- if eq .Values.database.mode "bundled" -}}
name: {{ default (include "tideway.database" .) .Values.database.bundled.existingSecret }}
userKey: username
passwordKey: password
{{- else if eq .Values.database.mode "cloudnativepg" -}}
{{- /* CloudNativePG makes it. */}}
name: {{ include "tideway.database.cluster" . }}-app
userKey: username
passwordKey: password
{{- else -}}
name: {{ $external.existingSecret }}
userKey: {{ $external.userKey }}
passwordKey: {{ $external.passwordKey }}
{{- end -}}
{{- end -}}

{{/* The Secret whose ca.crt has signed the server's certificate, or nothing. */}}
{{- define "tideway.database.ca" -}}
{{- if eq .Values.database.mode "cloudnativepg" -}}
{{ include "tideway.database.cluster" . }}-ca
{{- else if eq .Values.database.mode "external" -}}
{{ .Values.database.external.caSecret }}
{{- end -}}
{{- end -}}

{{/* Never with credentials: it is in the AppDeployment, which many may read. */}}
{{- define "tideway.database.url" -}}
{{- $name := .Values.database.name -}}
{{- $external := .Values.database.external -}}
{{- $ca := "sslrootcert=/etc/tideway/database/ca.crt" -}}
{{- if eq .Values.database.mode "bundled" -}}
postgresql://{{ include "tideway.database" . }}:5432/{{ $name }}?sslmode=disable
{{- else if eq .Values.database.mode "cloudnativepg" -}}
postgresql://{{ include "tideway.database.cluster" . }}-rw:5432/{{ $name }}?sslmode=verify-full&{{ $ca }}
{{- else if $external.cloudSqlProxy.instance -}}
{{- /* To the proxy it doesn't leave the pod; from there on, the proxy has its own TLS. */ -}}
postgresql://127.0.0.1:5432/{{ $name }}?sslmode=disable
{{- else -}}
postgresql://{{ $external.host }}:{{ $external.port }}/{{ $name }}?sslmode={{ $external.sslmode }}
{{- if hasPrefix "verify" $external.sslmode -}}
{{- /* Without the second, the driver would look for a file in the user's home. */ -}}
&{{ ternary $ca "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" (ne $external.caSecret "") }}
{{- end -}}
{{- end -}}
{{- end -}}
