/** Groups of Kubernetes itself. Other programs borrow its form for files of their own. */
export const ownGroup =
  /^(v1|apps\/v\w+|batch\/v\w+|autoscaling\/v\w+|policy\/v\w+|extensions\/v\w+|[\w.-]+\.k8s\.io\/v\w+)$/;
