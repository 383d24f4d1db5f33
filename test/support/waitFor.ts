export { StopWaiting, type WaitOptions, waitFor } from "../../tools/kubernetes/waitFor";
