package io.lamplighter.api.security;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls. Every service checks its caller itself, so that REST, SOAP, shell and stream are
 * checked alike.
 *
 * @param name user or partner name, {@code public}, or the part of the platform that acts by itself
 * @param roles a person's roles; empty for partners and the public
 * @param region prefix of the regions the caller is limited to; empty is everywhere
 * @param channels channels a partner (or the public) may submit on
 * @param address network address of somebody without a login, by which strangers are told apart;
 *     null for everybody else, and where nobody knows it
 */
public record Caller(
    String name,
    Kind kind,
    Set<Role> roles,
    String region,
    Set<String> channels,
    @Nullable String address)
    implements Principal {

  /** What sort of caller. */
  public enum Kind {
    PERSON,
    PARTNER,
    PUBLIC,
    /** A part of the platform; allowed everything. */
    SYSTEM
  }

  /** Anybody without a login. */
  public static final Caller PUBLIC =
      new Caller("public", Kind.PUBLIC, Set.of(), "", Set.of("web", "app"));

  /** Somebody who is known by his name, wherever he calls from. */
  public Caller(String name, Kind kind, Set<Role> roles, String region, Set<String> channels) {
    this(name, kind, roles, region, channels, null);
  }

  public Caller {
    roles = Set.copyOf(roles);
    channels = Set.copyOf(channels);
  }

  /** A part of the platform acting by itself. */
  public static Caller system(String part) {
    return new Caller(part, Kind.SYSTEM, Set.of(), "", Set.of());
  }

  /**
   * How the journal and every comparison of callers name it: a person by his bare name, everybody
   * else with what he is before a colon, which no person's name can have. So a partner {@code anna}
   * is never taken for the person of that name, nor the person {@code desk} for the part.
   */
  public String actor() {
    return switch (kind) {
      case PERSON, PUBLIC -> name;
      case PARTNER -> "partner:" + name;
      case SYSTEM -> "system:" + name;
    };
  }

  /** The same caller; one of the public with the address he calls from. */
  public Caller at(String from) {
    return kind == Kind.PUBLIC ? new Caller(name, kind, roles, region, channels, from) : this;
  }

  /**
   * A part of the platform that asks for this caller, within his region and channels: it gets what
   * he may know of unmasked, and notes by itself what of it he looks at.
   */
  public Caller through(String part) {
    return new Caller(
        part, Kind.SYSTEM, Set.of(), region, kind == Kind.PARTNER ? channels : Set.of());
  }

  @Override
  public String getName() {
    return name;
  }

  /** Whether the caller may see or touch something of {@code ofRegion}. */
  public boolean covers(String ofRegion) {
    return Region.contains(region, ofRegion);
  }

  public boolean hasAny(Role... wanted) {
    return kind == Kind.SYSTEM || Arrays.stream(wanted).anyMatch(roles::contains);
  }

  /**
   * Whether personal data is masked for him: a person whose work is not with customers, above all
   * an assessor, also when he integrates or administers besides.
   */
  public boolean seesMasked() {
    return kind == Kind.PERSON
        && !hasAny(Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR)
        && (roles.contains(Role.ASSESSOR) || !roles.contains(Role.CREW));
  }

  /** Whether it is a matter of his channels: a partner, or who asks for one, sees no others. */
  public boolean hears(String channel) {
    return switch (kind) {
      case PARTNER -> channels.contains(channel);
      case SYSTEM -> channels.isEmpty() || channels.contains(channel);
      case PERSON, PUBLIC -> true;
    };
  }

  /**
   * @throws Refusal.Unauthenticated when nobody is logged in
   * @throws Refusal.Forbidden when the caller has none of the roles
   */
  public void require(Role... anyOf) {
    if (hasAny(anyOf)) {
      return;
    }
    if (kind == Kind.PUBLIC) {
      throw new Refusal.Unauthenticated("login-needed", new Text("Log in first", "请先登录"));
    }
    throw new Refusal.Forbidden(
        "role-missing", new Text("Your role does not allow this", "您的角色无权执行此操作"));
  }

  /**
   * @throws Refusal.Forbidden when {@code ofRegion} is not the caller's
   */
  public void requireRegion(String ofRegion) {
    if (!covers(ofRegion)) {
      throw new Refusal.Forbidden(
          "other-region", new Text("This belongs to another region", "该数据不属于您的区域"));
    }
  }
}
