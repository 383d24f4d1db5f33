export { StopWaiting, type WaitOptions, waitFor } from "../../tools/lib/waitFor";
