{{/* The proxy beside the app: a sidecar that starts before it, ends after it, and holds up no Job. */}}
{{- define "tideway.app.cloudSqlProxy" -}}
{{- $proxy := .Values.database.external.cloudSqlProxy -}}
name: cloud-sql-proxy
image: {{ include "tideway.image" (dict "image" $proxy.image "chart" .Chart) | quote }}
imagePullPolicy: {{ $proxy.image.pullPolicy }}
restartPolicy: Always
args:
  - --structured-logs
  - --port=5432
  - --health-check
  # The kubelet comes by the pod's address.
  - --http-address=0.0.0.0
  - --http-port=9801
  {{- if $proxy.privateIp }}
  - --private-ip
  {{- end }}
  - {{ $proxy.instance | quote }}
startupProbe:
  httpGet: {path: /startup, port: 9801}
  periodSeconds: 1
  timeoutSeconds: 5
  failureThreshold: 60
resources:
  {{- toYaml $proxy.resources | nindent 2 }}
securityContext:
  runAsNonRoot: true
  {{- include "tideway.container.security" . | nindent 2 }}
{{- end -}}

{{/* What the values above make of the app's pods, as an overlay. */}}
{{- define "tideway.app.overlay" -}}
{{- $pod := dict -}}
{{- if and (eq .Values.database.mode "external") .Values.database.external.cloudSqlProxy.instance -}}
{{- $_ := set $pod "initContainers" (list (include "tideway.app.cloudSqlProxy" . | fromYaml)) -}}
{{- end -}}
{{- with include "tideway.database.ca" . -}}
{{- /* That one key: the authority's own Secret has its private key, too. */ -}}
{{- $items := list (dict "key" "ca.crt" "path" "ca.crt") -}}
{{- $_ := set $pod "volumes" (list (dict "name" "database-ca" "secret" (dict "secretName" . "items" $items))) -}}
{{- $mount := dict "name" "database-ca" "mountPath" "/etc/tideway/database" "readOnly" true -}}
{{- $_ := set $pod "containers" (list (dict "name" "app" "volumeMounts" (list $mount))) -}}
{{- end -}}
{{- if .Values.app.files.volume.size -}}
{{- /* A new volume belongs to root; the app's user is 65532. */ -}}
{{- $_ := set $pod "securityContext" (dict "fsGroup" 65532 "fsGroupChangePolicy" "OnRootMismatch") -}}
{{- end -}}
{{- toYaml $pod -}}
{{- end -}}

{{/* That, with the user's own overlay over it: named things side by side, all else as the user writes it. */}}
{{- define "tideway.app.podTemplate" -}}
{{- $ours := include "tideway.app.overlay" . | fromYaml -}}
{{- $theirs := deepCopy (default dict .Values.app.spec.podTemplate) -}}
{{- $spec := default dict $theirs.spec -}}
{{- range $list := list "initContainers" "volumes" -}}
{{- with concat (default list (get $ours $list)) (default list (get $spec $list)) -}}
{{- $_ := set $spec $list . -}}
{{- end -}}
{{- end -}}
{{- $containers := default list $spec.containers -}}
{{- range $ours.containers -}}
{{- $found := dict -}}
{{- $name := .name -}}
{{- range $containers -}}{{- if eq .name $name -}}{{- $found = . -}}{{- end -}}{{- end -}}
{{- if $found -}}
{{- $_ := set $found "volumeMounts" (concat .volumeMounts (default list $found.volumeMounts)) -}}
{{- else -}}
{{- $containers = append $containers . -}}
{{- end -}}
{{- end -}}
{{- with $containers -}}{{- $_ := set $spec "containers" . -}}{{- end -}}
{{- with $ours.securityContext -}}
{{- $_ := set $spec "securityContext" (mergeOverwrite . (default dict $spec.securityContext)) -}}
{{- end -}}
{{- with $spec -}}{{- $_ := set $theirs "spec" . -}}{{- end -}}
{{- with $theirs -}}{{- toYaml . -}}{{- end -}}
{{- end -}}
