{{- define "tideway.redis" -}}
{{ include "tideway.fullname" . }}-redis
{{- end -}}

{{/* Which Secret has the password, and under which key: {name, key}; nothing when there is none. */}}
{{- define "tideway.redis.credentials" -}}
{{- if eq .Values.redis.mode "bundled" -}}
name: {{ default (include "tideway.redis" .) .Values.redis.bundled.existingSecret }}
key: password
{{- else if and (eq .Values.redis.mode "external") .Values.redis.external.existingSecret -}}
name: {{ .Values.redis.external.existingSecret }}
key: {{ .Values.redis.external.passwordKey }}
{{- end -}}
{{- end -}}

{{- define "tideway.redis.url" -}}
{{- if eq .Values.redis.mode "bundled" -}}
redis://{{ include "tideway.redis" . }}:6379
{{- else -}}
{{ .Values.redis.external.url }}
{{- end -}}
{{- end -}}
