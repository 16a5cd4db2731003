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
{{- /* As Pod Security's level "restricted" has it; without a root file system to write to Java needs /tmp. */ -}}
{{- $volumes := list (dict "name" "tmp" "emptyDir" (dict "sizeLimit" "64Mi")) -}}
{{- $mounts := list (dict "name" "tmp" "mountPath" "/tmp") -}}
{{- with include "tideway.database.ca" . -}}
{{- /* That one key: the authority's own Secret has its private key, too. */ -}}
{{- $items := list (dict "key" "ca.crt" "path" "ca.crt") -}}
{{- $volumes = append $volumes (dict "name" "database-ca" "secret" (dict "secretName" . "items" $items)) -}}
{{- $mounts = append $mounts (dict "name" "database-ca" "mountPath" "/etc/tideway/database" "readOnly" true) -}}
{{- end -}}
{{- $_ := set $pod "volumes" $volumes -}}
{{- $security := include "tideway.container.security" . | fromYaml -}}
{{- $_ := set $pod "containers" (list (dict "name" "app" "securityContext" $security "volumeMounts" $mounts)) -}}
{{- $security := dict "runAsNonRoot" true "seccompProfile" (dict "type" "RuntimeDefault") -}}
{{- if .Values.app.files.volume.size -}}
{{- /* A new volume belongs to root; the app's user is 65532. */ -}}
{{- $security = merge $security (dict "fsGroup" 65532 "fsGroupChangePolicy" "OnRootMismatch") -}}
{{- end -}}
{{- $_ := set $pod "securityContext" $security -}}
{{- toYaml $pod -}}
{{- end -}}

{{/* Ours of a list, and theirs: one of theirs takes the place of ours with the same key. Takes {ours, theirs, key}. */}}
{{- define "tideway.app.joined" -}}
{{- $key := .key -}}
{{- $taken := list -}}
{{- range default list .theirs -}}{{- $taken = append $taken (get . $key) -}}{{- end -}}
{{- $joined := list -}}
{{- range default list .ours -}}{{- if not (has (get . $key) $taken) -}}{{- $joined = append $joined . -}}{{- end -}}{{- end -}}
{{- dict "list" (concat $joined (default list .theirs)) | toYaml -}}
{{- end -}}

{{/* That, with the user's own overlay over it: named things side by side, all else as the user writes it. */}}
{{- define "tideway.app.podTemplate" -}}
{{- $ours := include "tideway.app.overlay" . | fromYaml -}}
{{- $theirs := deepCopy (default dict .Values.app.spec.podTemplate) -}}
{{- $spec := default dict $theirs.spec -}}
{{- range $list := list "initContainers" "volumes" -}}
{{- $both := dict "ours" (get $ours $list) "theirs" (get $spec $list) "key" "name" -}}
{{- with (include "tideway.app.joined" $both | fromYaml).list -}}
{{- $_ := set $spec $list . -}}
{{- end -}}
{{- end -}}
{{- $containers := default list $spec.containers -}}
{{- range $ours.containers -}}
{{- $found := dict -}}
{{- $name := .name -}}
{{- range $containers -}}{{- if eq .name $name -}}{{- $found = . -}}{{- end -}}{{- end -}}
{{- if $found -}}
{{- $both := dict "ours" .volumeMounts "theirs" $found.volumeMounts "key" "mountPath" -}}
{{- $_ := set $found "volumeMounts" (include "tideway.app.joined" $both | fromYaml).list -}}
{{- $_ := set $found "securityContext" (mergeOverwrite .securityContext (default dict $found.securityContext)) -}}
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
