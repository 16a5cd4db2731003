{{/* Variables that are no secrets, by name. */}}
{{- define "tideway.app.plain" -}}
{{- $app := .Values.app -}}
{{- $env := dict -}}
{{- with include "tideway.publicUrl" . -}}{{- $_ := set $env "APP_PUBLIC_URL" . -}}{{- end -}}
{{- with $app.trustedProxies -}}{{- $_ := set $env "TRUSTED_PROXIES" (join "," .) -}}{{- end -}}
{{- with $app.corsOrigins -}}{{- $_ := set $env "CORS_ORIGINS" (join "," .) -}}{{- end -}}
{{- if $app.demoFaults -}}{{- $_ := set $env "APP_DEMO_FAULTS" "true" -}}{{- end -}}
{{- if $app.accounts.enabled -}}{{- $_ := set $env "APP_LOCAL_ACCOUNTS" "true" -}}{{- end -}}
{{- if $app.oidc.issuer -}}
{{- $_ := set $env "OIDC_ISSUER" $app.oidc.issuer -}}
{{- $_ := set $env "OIDC_CLIENT_ID" $app.oidc.clientId -}}
{{- with $app.oidc.audience -}}{{- $_ := set $env "OIDC_AUDIENCE" . -}}{{- end -}}
{{- with $app.oidc.scopes -}}{{- $_ := set $env "OIDC_SCOPES" . -}}{{- end -}}
{{- with $app.oidc.rolesClaim -}}{{- $_ := set $env "OIDC_ROLES_CLAIM" . -}}{{- end -}}
{{- $roles := $app.oidc.roles -}}
{{- $_ := set $env "OIDC_ROLES" (printf "viewer=%s,editor=%s,admin=%s" $roles.viewer $roles.editor $roles.admin) -}}
{{- end -}}
{{- with $app.files.bucket -}}{{- $_ := set $env "STORAGE_URL" . -}}{{- end -}}
{{- if $app.files.volume.size -}}{{- $_ := set $env "STORAGE_URL" "file:///var/lib/tideway/files" -}}{{- end -}}
{{- with $app.files.region -}}{{- $_ := set $env "AWS_REGION" . -}}{{- end -}}
{{- with $app.files.endpoint -}}{{- $_ := set $env "STORAGE_ENDPOINT" . -}}{{- end -}}
{{- with $app.tracing.endpoint -}}
{{- $_ := set $env "OTEL_EXPORTER_OTLP_ENDPOINT" . -}}
{{- if lt (float64 $app.tracing.ratio) 1.0 -}}
{{- $_ := set $env "OTEL_TRACES_SAMPLER" "parentbased_traceidratio" -}}
{{- $_ := set $env "OTEL_TRACES_SAMPLER_ARG" (toString $app.tracing.ratio) -}}
{{- end -}}
{{- end -}}
{{- if ne .Values.database.mode "none" -}}{{- $_ := set $env "DATABASE_URL" (include "tideway.database.url" .) -}}{{- end -}}
{{- if ne .Values.redis.mode "none" -}}{{- $_ := set $env "REDIS_URL" (include "tideway.redis.url" .) -}}{{- end -}}
{{- toYaml $env -}}
{{- end -}}

{{/* Takes {variable, name, key}. */}}
{{- define "tideway.app.secret" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .name }}
      key: {{ .key }}
{{- end -}}

{{/* Variables that are in Secrets, as a list of core/v1 EnvVar. */}}
{{- define "tideway.app.secrets" -}}
{{- if ne .Values.database.mode "none" -}}
{{- $database := include "tideway.database.credentials" . | fromYaml }}
{{ include "tideway.app.secret" (dict "variable" "DATABASE_USER" "name" $database.name "key" $database.userKey) }}
{{ include "tideway.app.secret" (dict "variable" "DATABASE_PASSWORD" "name" $database.name "key" $database.passwordKey) }}
{{- end }}
{{- with include "tideway.redis.credentials" . | fromYaml }}
{{ include "tideway.app.secret" (dict "variable" "REDIS_PASSWORD" "name" .name "key" .key) }}
{{- end }}
{{- if .Values.app.accounts.enabled }}
{{- $accounts := .Values.app.accounts.existingSecret }}
{{ include "tideway.app.secret" (dict "variable" "APP_JWT_KEYS" "name" $accounts "key" "jwt.pem") }}
{{ include "tideway.app.secret" (dict "variable" "APP_ADMIN_PASSWORD" "name" $accounts "key" "admin-password") }}
{{- end }}
{{- if and .Values.app.oidc.issuer .Values.app.oidc.existingSecret }}
{{ include "tideway.app.secret" (dict "variable" "OIDC_CLIENT_SECRET" "name" .Values.app.oidc.existingSecret "key" "client-secret") }}
{{- end }}
{{- end -}}

{{/*
All variables: {config: {NAME: VALUE}, env: [EnvVar]}. What the user writes wins wherever it stands, and no name is in
both, which the apiserver would refuse.
*/}}
{{- define "tideway.app.variables" -}}
{{- $spec := .Values.app.spec -}}
{{- $own := default dict (default dict $spec.config).env -}}
{{- $written := default list $spec.env -}}
{{- $taken := list -}}
{{- range $written -}}{{- $taken = append $taken .name -}}{{- end -}}
{{- $config := mergeOverwrite (include "tideway.app.plain" . | fromYaml) (deepCopy .Values.app.env) $own -}}
{{- range $taken -}}{{- $_ := unset $config . -}}{{- end -}}
{{- $env := list -}}
{{- range include "tideway.app.secrets" . | fromYamlArray -}}
{{- if not (or (has .name $taken) (hasKey $config .name)) -}}{{- $env = append $env . -}}{{- end -}}
{{- end -}}
{{- toYaml (dict "config" $config "env" (concat $env $written)) -}}
{{- end -}}
