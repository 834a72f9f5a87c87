package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.security.Caller;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that moves change, and the references its facts carry. OpenJPA sees changes
 * only when they are made by this class.
 */
@Entity
@Table(name = "request")
class RequestEntity {
  @Id
  @Column(name = "request_no")
  private String requestNo = "";

  @Version
  @Column(name = "version")
  private long version;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind")
  private RequestKind kind = RequestKind.ENQUIRY;

  @Column(name = "kind_reason")
  private String kindReason = "";

  @Column(name = "kind_sure")
  private boolean kindSure = true;

  /** Of what the words told; a person's judgement needs none. */
  @Column(name = "confidence")
  private @Nullable Double confidence;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private RequestState state = RequestState.RECEIVED;

  @Column(name = "channel")
  private String channel = "";

  @Column(name = "journal_ref")
  private @Nullable String journalRef;

  @Column(name = "customer_no")
  private @Nullable String customerNo;

  @Column(name = "matched_by")
  private @Nullable String matchedBy;

  @Column(name = "region")
  private String region = "";

  @Column(name = "cell")
  private @Nullable String cell;

  @Column(name = "transformer")
  private @Nullable String transformer;

  @Column(name = "priority")
  private int priority;

  /**
   * What it has by itself while it ranks as one that is merged under it; null while it need not.
   */
  @Column(name = "own_priority")
  private @Nullable Integer ownPriority;

  @Enumerated(EnumType.STRING)
  @Column(name = "own_kind")
  private @Nullable RequestKind ownKind;

  @Column(name = "own_reason")
  private @Nullable String ownReason;

  @Column(name = "holder")
  private @Nullable String holder;

  @Column(name = "merged_into")
  private @Nullable String mergedInto;

  @Column(name = "root")
  private @Nullable String root;

  @Column(name = "drill")
  private boolean drill;

  @Column(name = "crew")
  private @Nullable String crew;

  String requestNo() {
    return requestNo;
  }

  long version() {
    return version;
  }

  RequestKind kind() {
    return kind;
  }

  RequestState state() {
    return state;
  }

  String channel() {
    return channel;
  }

  @Nullable String journalRef() {
    return journalRef;
  }

  boolean kindSure() {
    return kindSure;
  }

  @Nullable String customerNo() {
    return customerNo;
  }

  String region() {
    return region;
  }

  @Nullable String cell() {
    return cell;
  }

  @Nullable String transformer() {
    return transformer;
  }

  int priority() {
    return priority;
  }

  @Nullable String holder() {
    return holder;
  }

  @Nullable String mergedInto() {
    return mergedInto;
  }

  /** The request under which the work is done. */
  String root() {
    return root == null ? requestNo : root;
  }

  boolean drill() {
    return drill;
  }

  @Nullable String crew() {
    return crew;
  }

  @Nullable String matchedBy() {
    return matchedBy;
  }

  /** Whose it is; what was known or judged of the place before stays, a wider region narrows. */
  void attach(Customers.Match customer, int rank) {
    customerNo = customer.customerNo();
    matchedBy = customer.by();
    region = customer.region();
    cell = cell == null ? customer.cell() : cell;
    transformer = transformer == null ? customer.transformer() : transformer;
    priority = Math.max(priority, rank);
    ownPriority = ownPriority == null ? null : Integer.valueOf(Math.max(ownPriority, rank));
  }

  /** Nobody knows whose it is, until he is found anew. */
  void forgetCustomer() {
    customerNo = null;
    matchedBy = null;
    forgetPlace();
  }

  /** Nobody knows where it belongs, until that is found anew. */
  void forgetPlace() {
    cell = null;
    transformer = null;
  }

  void moveTo(RequestState reached) {
    state = reached;
  }

  /** A person's word, which counts for the whole family. */
  void judge(RequestKind judged, String reason) {
    kind = judged;
    kindReason = reason;
    kindSure = true;
    confidence = null;
    ownKind = null;
    ownReason = null;
  }

  /** A person's word, which counts for the whole family. */
  void rank(int rank) {
    priority = rank;
    ownPriority = null;
  }

  /** Whoever triages it and leaves its kind as it is: a person is sure of it, a part is not. */
  void confirmedBy(Caller caller) {
    kindSure |= caller.kind() == Caller.Kind.PERSON;
  }

  /**
   * Ranks at least as what is merged under it.
   *
   * @param danger whether an emergency is among them: then so is this
   * @return whether anything has changed
   */
  boolean rankWith(int rank, boolean danger) {
    int ownRank = ownPriority == null ? priority : ownPriority;
    int before = priority;
    RequestKind kindBefore = kind;
    priority = Math.max(ownRank, rank);
    ownPriority = priority == ownRank ? null : Integer.valueOf(ownRank);
    RequestKind byItself = ownKind == null ? kind : ownKind;
    String reason = ownReason == null ? kindReason : ownReason;
    boolean raised = danger && byItself != RequestKind.EMERGENCY;
    kind = raised ? RequestKind.EMERGENCY : byItself;
    kindReason = raised ? "merged" : reason;
    ownKind = raised ? byItself : null;
    ownReason = raised ? reason : null;
    return priority != before || kind != kindBefore;
  }

  /** Whether it counts as an emergency only for what is merged under it. */
  boolean isDangerByOthers() {
    return ownKind != null;
  }

  void assignTo(String gridCell) {
    cell = gridCell;
  }

  void handTo(String person) {
    holder = person;
  }

  void giveTo(@Nullable String whoseWork) {
    crew = whoseWork;
  }

  /**
   * @param first under which the work is done
   */
  void mergeUnder(String first) {
    mergedInto = first;
    root = first;
  }

  void standAlone() {
    mergedInto = null;
    root = null;
  }
}
