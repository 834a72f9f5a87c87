package io.lamplighter.intake.meters;

/**
 * A message as it came, over MQTT not acknowledged yet.
 *
 * @param id the packet's identifier, by which it is acknowledged
 */
record Incoming(String topic, byte[] payload, int id, int qos) {}
