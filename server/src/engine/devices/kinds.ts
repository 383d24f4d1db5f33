import type { GroupKind } from "../semantic/objects";

/** Of KubeEdge. */
export const deviceKind: GroupKind = "devices.kubeedge.io/Device";
/** Of KubeEdge. */
export const deviceModelKind: GroupKind = "devices.kubeedge.io/DeviceModel";
/** Of KubeEdge, from 1.23. */
export const deviceStatusKind: GroupKind = "devices.kubeedge.io/DeviceStatus";
/** Of OpenYurt. */
export const yurtDeviceKind: GroupKind = "iot.openyurt.io/Device";
/** Of OpenYurt: what a DeviceModel is to KubeEdge. */
export const yurtProfileKind: GroupKind = "iot.openyurt.io/DeviceProfile";
