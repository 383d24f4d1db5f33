import type { Rule } from "../../rule";
import { bluetoothAddress } from "./bluetooth-address";
import { collectCycle } from "./collect-cycle";
import { cycleUnit } from "./cycle-unit";
import { desiredValueOutOfRange } from "./desired-value-out-of-range";
import { desiredValueType } from "./desired-value-type";
import { deviceStatusInManifest } from "./device-status-in-manifest";
import { deviceWithoutNode } from "./device-without-node";
import { duplicateBusAddress } from "./duplicate-bus-address";
import { duplicateDeviceProperty } from "./duplicate-device-property";
import { duplicateMqttClient } from "./duplicate-mqtt-client";
import { limitsWithoutNumber } from "./limits-without-number";
import { missingModelProperty } from "./missing-model-property";
import { modbusLine } from "./modbus-line";
import { modbusManualAddress } from "./modbus-manual-address";
import { modbusRegisterKind } from "./modbus-register-kind";
import { modbusRegisterRange } from "./modbus-register-range";
import { modbusSlaveId } from "./modbus-slave-id";
import { modelPropertyLimits } from "./model-property-limits";
import { mqttTopic } from "./mqtt-topic";
import { opcuaNodeId } from "./opcua-node-id";
import { opcuaSecurity } from "./opcua-security";
import { opcuaUrl } from "./opcua-url";
import { overlappingRegisters } from "./overlapping-registers";
import { pushAddress } from "./push-address";
import { readOnlyDesiredValue } from "./read-only-desired-value";
import { registerDoesNotFitType } from "./register-does-not-fit-type";
import { serialLineConflict } from "./serial-line-conflict";
import { serialLineSettings } from "./serial-line-settings";
import { severalPushMethods } from "./several-push-methods";
import { unknownDeviceProperty } from "./unknown-device-property";
import { unknownMethodProperty } from "./unknown-method-property";
import { unmanagedDesiredValue } from "./unmanaged-desired-value";
import { unreportedProperty } from "./unreported-property";
import { visitorProtocol } from "./visitor-protocol";
import { writeToReadOnlyRegister } from "./write-to-read-only-register";

export const deviceRules: readonly Rule[] = [
	bluetoothAddress,
	collectCycle,
	cycleUnit,
	desiredValueOutOfRange,
	desiredValueType,
	deviceStatusInManifest,
	deviceWithoutNode,
	duplicateBusAddress,
	duplicateDeviceProperty,
	duplicateMqttClient,
	limitsWithoutNumber,
	missingModelProperty,
	modbusLine,
	modbusManualAddress,
	modbusRegisterKind,
	modbusRegisterRange,
	modbusSlaveId,
	modelPropertyLimits,
	mqttTopic,
	opcuaNodeId,
	opcuaSecurity,
	opcuaUrl,
	overlappingRegisters,
	pushAddress,
	readOnlyDesiredValue,
	registerDoesNotFitType,
	serialLineConflict,
	serialLineSettings,
	severalPushMethods,
	unknownDeviceProperty,
	unknownMethodProperty,
	unmanagedDesiredValue,
	unreportedProperty,
	visitorProtocol,
	writeToReadOnlyRegister,
];
