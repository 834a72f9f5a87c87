package io.lamplighter.desk;

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

/** The part of a request that moves change; what came with the submission is only read. */
@Entity
@Table(name = "request")
class RequestEntity {
  @Id
  @Column(name = "request_no")
  String requestNo = "";

  @Version
  @Column(name = "version")
  long version;

  @Enumerated(EnumType.STRING)
  @Column(name = "kind")
  RequestKind kind = RequestKind.ENQUIRY;

  @Column(name = "kind_reason")
  String kindReason = "";

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  RequestState state = RequestState.RECEIVED;

  @Column(name = "channel")
  String channel = "";

  @Column(name = "channel_ref")
  @Nullable String channelRef;

  @Column(name = "customer_no")
  @Nullable String customerNo;

  @Column(name = "region")
  String region = "";

  @Column(name = "cell")
  @Nullable String cell;

  @Column(name = "transformer")
  @Nullable String transformer;

  @Column(name = "priority")
  int priority;

  @Column(name = "holder")
  @Nullable String holder;

  @Column(name = "merged_into")
  @Nullable String mergedInto;
}
