package io.lamplighter.desk;

import io.lamplighter.api.Keys;
import io.lamplighter.api.Location;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A submission whose every field has been checked and whose kind is decided.
 *
 * @param contentHash hex SHA-256 of its fields, to tell a replay from a reused channel id
 */
record Draft(
    Caller caller,
    String channel,
    RequestKind kind,
    String kindReason,
    Submission submission,
    String contentHash) {

  @Nullable String channelRef() {
    return submission.channelRef();
  }

  @Nullable String contactName() {
    Submission.Contact contact = submission.contact();
    return contact == null ? null : contact.name();
  }

  @Nullable String contactPhone() {
    Submission.Contact contact = submission.contact();
    return contact == null ? null : contact.phone();
  }

  /** The address in the form in which addresses are compared; null without one. */
  @Nullable String place() {
    String address = submission.address();
    String key = address == null ? "" : Keys.address(address);
    return key.isEmpty() ? null : key;
  }

  @Nullable Location location() {
    return submission.location();
  }
}
