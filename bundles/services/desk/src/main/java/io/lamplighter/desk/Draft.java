package io.lamplighter.desk;

import io.lamplighter.api.Location;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.finds.Finds;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.triage.Judgement;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A submission whose every field has been checked and whose kind is decided.
 *
 * @param finds what its words name
 * @param contentHash hex SHA-256 of its fields, to tell a replay from a reused channel id
 */
record Draft(
    Caller caller,
    String channel,
    Judgement judgement,
    Submission submission,
    Finds finds,
    String contentHash) {

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

  /** The number he gave, else the one in his words. */
  @Nullable String customerNo() {
    String given = submission.customerNo();
    return given == null ? finds.customerNo() : given;
  }

  /** The phone he gave, else the one in his words. */
  @Nullable String phone() {
    String given = contactPhone();
    return given == null ? finds.phone() : given;
  }

  /**
   * The address he gave, as customers of that place have it when it is known there to the last
   * number; without one, the address in his words.
   */
  @Nullable String address() {
    String given = submission.address();
    return given == null || finds.isWhole() ? finds.address() : given;
  }

  /** Whether the address that was found tells a house or door: only then is it gone by. */
  boolean isHouseFound() {
    return submission.address() == null ? finds.isHouse() : finds.isWhole();
  }

  /**
   * The address in the form in which addresses are compared; null without one. Neighbours who name
   * no more than their estate in their words are not all at one place.
   */
  @Nullable String place() {
    boolean tells = submission.address() != null || finds.isHouse();
    String address = tells ? address() : null;
    String key = address == null ? "" : Keys.address(address);
    return key.isEmpty() ? null : key;
  }

  /** Whether somebody with a login, or a part of the platform, brought it. */
  boolean isVouched() {
    return caller.kind() != Caller.Kind.PUBLIC;
  }

  Whose whose() {
    boolean numberGiven = submission.customerNo() != null;
    boolean phoneGiven = contactPhone() != null;
    Set<String> vouched = new HashSet<>();
    if (isVouched()) {
      add(vouched, Whose.NUMBER, numberGiven);
      add(vouched, Whose.PHONE, phoneGiven);
      add(vouched, Whose.ADDRESS, submission.address() != null);
    }
    return new Whose(
        new Clue(customerNo(), phone(), address(), submission.region()),
        phoneGiven,
        !numberGiven && finds.customerNo() != null,
        vouched);
  }

  private static void add(Set<String> to, String what, boolean given) {
    if (given) {
      to.add(what);
    }
  }

  @Nullable Location location() {
    return submission.location();
  }
}
