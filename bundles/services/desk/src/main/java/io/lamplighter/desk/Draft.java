package io.lamplighter.desk;

import io.lamplighter.api.Location;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.triage.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * A submission whose every field has been checked and whose kind is decided.
 *
 * @param contentHash hex SHA-256 of its fields, to tell a replay from a reused channel id
 */
record Draft(
    Caller caller, String channel, Judgement judgement, Submission submission, String contentHash) {

  RequestKind kind() {
    return judgement.kind();
  }

  String kindReason() {
    return judgement.reason();
  }

  boolean kindSure() {
    return judgement.sure();
  }

  @Nullable Double confidence() {
    return judgement.confidence();
  }

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

  /** The phone in the form in which phones are compared; null without one that can be read. */
  @Nullable String contactKey() {
    String phone = contactPhone();
    String key = phone == null ? "" : Keys.phone(phone);
    return key.isEmpty() ? null : key;
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
