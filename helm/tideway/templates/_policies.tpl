{{/* What both policies about authors look at: the same requests, and the same words for them. */}}
{{- define "tideway.author.match" -}}
matchConstraints:
  {{- with .Values.operator.watchNamespaces }}
  # Elsewhere another operator may have other rules.
  namespaceSelector:
    matchExpressions:
      - key: kubernetes.io/metadata.name
        operator: In
        values: {{ append . $.Release.Namespace | uniq | toJson }}
  {{- end }}
  resourceRules:
    # Never their status: that is the operator's to write.
    - apiGroups: [tideway.dev]
      apiVersions: [v1]
      resources: [rolloutactions, rolloutfreezes]
      operations: [CREATE, UPDATE]
{{- with .Values.policies.trusted }}
matchConditions:
  - name: not-trusted
    expression: {{ printf "!(request.userInfo.username in %s)" (toJson .) | quote }}
{{- end }}
variables:
  - name: caller
    expression: request.userInfo.username
  - name: author
    expression: object.metadata.?annotations[?'tideway.dev/requested-by'].orValue('')
  - name: before
    expression: "oldObject == null ? '' : oldObject.metadata.?annotations[?'tideway.dev/requested-by'].orValue('')"
  # Labels, owners and finalizers are no decisions of anybody.
  - name: decides
    expression: oldObject == null || object.spec != oldObject.spec
{{- end -}}
