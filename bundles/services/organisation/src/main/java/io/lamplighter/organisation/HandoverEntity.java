package io.lamplighter.organisation;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.organisation.OrganisationFact;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * Responsibility that is offered to somebody else: taken, or it stays where it is. OpenJPA sees
 * changes only when they are made by this class.
 */
@Entity
@Table(name = "handover")
class HandoverEntity {
  /** What has become of it. */
  enum State {
    OFFERED,
    ACCEPTED,
    DECLINED,
    WITHDRAWN,
    LAPSED;

    /** As written outside. */
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Id
  @Column(name = "id")
  private long id;

  @Version
  @Column(name = "version")
  private long version;

  @Column(name = "subject")
  private String subject = "";

  @Column(name = "region")
  private String region = "";

  @Column(name = "drill")
  private boolean drill;

  @Column(name = "giver")
  private String giver = "";

  @Column(name = "taker")
  private String taker = "";

  @Column(name = "offered_by")
  private String offeredBy = "";

  /** Of {@link State}, by its name: OpenJPA maps public enums only. */
  @Column(name = "state")
  private String state = State.OFFERED.name();

  @Column(name = "ended_at")
  private @Nullable OffsetDateTime endedAt;

  @Column(name = "ended_by")
  private @Nullable String endedBy;

  long id() {
    return id;
  }

  long version() {
    return version;
  }

  String subject() {
    return subject;
  }

  String region() {
    return region;
  }

  String giver() {
    return giver;
  }

  String taker() {
    return taker;
  }

  String offeredBy() {
    return offeredBy;
  }

  private State state() {
    return State.valueOf(state);
  }

  boolean isOffered() {
    return state() == State.OFFERED;
  }

  @Nullable Boolean drill() {
    return drill ? Boolean.TRUE : null;
  }

  OrganisationFact.Handover about() {
    return new OrganisationFact.Handover(Long.toString(id), subject, giver, taker);
  }

  /**
   * @throws Refusal.Conflict {@code handover.over} when it has ended
   */
  void end(State how, String actor, Instant at) {
    if (!isOffered()) {
      throw new Refusal.Conflict(
          "handover.over",
          new Text("The handover is over: " + state().wire(), "该交接已结束：" + state().wire()));
    }
    state = how.name();
    endedAt = at.atOffset(ZoneOffset.UTC);
    endedBy = actor;
  }
}
