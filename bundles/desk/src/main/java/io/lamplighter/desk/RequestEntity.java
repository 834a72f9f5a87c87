package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
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

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  private RequestState state = RequestState.RECEIVED;

  @Column(name = "channel")
  private String channel = "";

  @Column(name = "channel_ref")
  private @Nullable String channelRef;

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

  @Column(name = "holder")
  private @Nullable String holder;

  @Column(name = "merged_into")
  private @Nullable String mergedInto;

  @Column(name = "drill")
  private boolean drill;

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

  @Nullable String channelRef() {
    return channelRef;
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

  boolean drill() {
    return drill;
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
  }

  void moveTo(RequestState reached) {
    state = reached;
  }

  void judge(RequestKind judged, String reason) {
    kind = judged;
    kindReason = reason;
  }

  void rank(int rank) {
    priority = rank;
  }

  void assignTo(String gridCell) {
    cell = gridCell;
  }

  void handTo(String person) {
    holder = person;
  }

  void mergeUnder(@Nullable String first) {
    mergedInto = first;
  }
}
