package io.lamplighter.intake.sms;

/**
 * A part of a text that the message centre has taken.
 *
 * @param which of its parts, from 1
 * @param messageId the id that the centre gave it, as {@link MessageId#normal} makes it
 */
record SentPart(OutboxTables.Text text, int which, String messageId) {}
