{{- define "tideway.gateway" -}}
{{- default (include "tideway.fullname" .) .Values.gateway.name -}}
{{- end -}}

{{/* "yes", or nothing: whether the chart's own Gateway speaks TLS. */}}
{{- define "tideway.gateway.tls" -}}
{{- if and .Values.gateway.create (ne .Values.gateway.tls.mode "none") -}}
yes
{{- end -}}
{{- end -}}

{{- define "tideway.gateway.secret" -}}
{{- default (printf "%s-tls" (include "tideway.gateway" .)) .Values.gateway.tls.secretName -}}
{{- end -}}

{{- define "tideway.issuer" -}}
{{- default (include "tideway.gateway" .) .Values.gateway.tls.issuer.name -}}
{{- end -}}

{{/* Where browsers see the app; nothing where the chart can't know, as behind a Gateway of somebody else. */}}
{{- define "tideway.publicUrl" -}}
{{- $ingress := default dict .Values.app.spec.ingress -}}
{{- if .Values.app.publicUrl -}}
{{ .Values.app.publicUrl }}
{{- else if and .Values.gateway.create .Values.app.host (not (hasPrefix "*" .Values.app.host)) -}}
{{- $secure := eq (include "tideway.gateway.tls" .) "yes" -}}
{{- $port := int (ternary .Values.gateway.httpsPort .Values.gateway.httpPort $secure) -}}
{{ ternary "https" "http" $secure }}://{{ .Values.app.host }}{{ if ne $port (ternary 443 80 $secure) }}:{{ $port }}{{ end }}
{{- else if and $ingress.host (not (hasPrefix "*" $ingress.host)) -}}
{{ ternary "https" "http" (hasKey $ingress "tlsSecretName") }}://{{ $ingress.host }}
{{- end -}}
{{- end -}}

{{/* The route of the app, as in an AppDeployment: to the chart's own Gateway, or to the one that is named. */}}
{{- define "tideway.app.route" -}}
{{- $gateway := dict -}}
{{- if .Values.gateway.create -}}
{{- $_ := set $gateway "name" (include "tideway.gateway" .) -}}
{{- $_ := set $gateway "sectionName" (ternary "https" "http" (eq (include "tideway.gateway.tls" .) "yes")) -}}
{{- else -}}
{{- range $key, $value := .Values.app.gateway -}}
{{- if $value -}}
{{- $_ := set $gateway $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $gateway.name -}}
{{- $route := dict "gateway" $gateway -}}
{{- with .Values.app.host -}}
{{- $_ := set $route "hosts" (list .) -}}
{{- end -}}
{{- toYaml $route -}}
{{- end -}}
{{- end -}}
