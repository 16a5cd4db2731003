{{- define "tideway.people.view" -}}
- apiGroups: [tideway.dev]
  resources: [appdeployments, rolloutactions, rolloutfreezes]
  verbs: [get, list, watch]
{{- end -}}

{{/*
Steers rollouts and changes no app. An action is the record of what somebody asked for: nobody changes or deletes one,
and the operator collects it when it is a day old.
*/}}
{{- define "tideway.people.operate" -}}
{{ include "tideway.people.view" . }}
- apiGroups: [tideway.dev]
  resources: [rolloutactions]
  verbs: [create]
# What `kubectl appd` shows beside the app, and what a status says to look at next.
- apiGroups: [""]
  resources: [events, pods, pods/log]
  verbs: [get, list, watch]
- apiGroups: [apps]
  resources: [controllerrevisions]
  verbs: [get, list, watch]
- apiGroups: [metrics.k8s.io]
  resources: [pods]
  verbs: [get, list]
{{- end -}}

{{- define "tideway.people.edit" -}}
{{ include "tideway.people.operate" . }}
- apiGroups: [tideway.dev]
  resources: [appdeployments, rolloutfreezes]
  verbs: [create, update, patch, delete, deletecollection]
- apiGroups: [tideway.dev]
  resources: [appdeployments/scale]
  verbs: [get, update, patch]
{{- end -}}
