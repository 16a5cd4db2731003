{{/* What the operator does in a namespace that it looks after; no more. */}}
{{- define "tideway.rules" -}}
- apiGroups: [tideway.dev]
  resources: [appdeployments]
  verbs: [get, list, watch, patch]
- apiGroups: [tideway.dev]
  resources: [appdeployments/status]
  verbs: [get, patch]
# Children block their owner's deletion until they are gone, and setting that needs this.
- apiGroups: [tideway.dev]
  resources: [appdeployments/finalizers]
  verbs: [update]
# Delete: an action that was answered is collected after a day.
- apiGroups: [tideway.dev]
  resources: [rolloutactions]
  verbs: [get, list, watch, delete]
- apiGroups: [tideway.dev]
  resources: [rolloutactions/status]
  verbs: [get, update, patch]
{{ include "tideway.rules.freezes" . }}
- apiGroups: [apps]
  resources: [controllerrevisions, deployments]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [configmaps, persistentvolumeclaims, serviceaccounts, services]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [events]
  verbs: [create, patch]
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [networking.k8s.io]
  resources: [ingresses, networkpolicies]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [gateway.networking.k8s.io]
  resources: [httproutes]
  verbs: [get, list, watch, create, update, patch, delete]
- apiGroups: [networking.istio.io]
  resources: [virtualservices]
  verbs: [get, list, watch, create, update, patch, delete]
{{- end -}}

{{/* What a gateway can do: asked for where an app wants what not all can. */}}
{{- define "tideway.rules.gateways" -}}
- apiGroups: [gateway.networking.k8s.io]
  resources: [gatewayclasses, gateways]
  verbs: [get]
{{- end -}}

{{/* Also in the operator's own namespace, where a freeze holds for every app. */}}
{{- define "tideway.rules.freezes" -}}
- apiGroups: [tideway.dev]
  resources: [rolloutfreezes]
  verbs: [get, list, watch]
- apiGroups: [tideway.dev]
  resources: [rolloutfreezes/status]
  verbs: [get, update, patch]
{{- end -}}
