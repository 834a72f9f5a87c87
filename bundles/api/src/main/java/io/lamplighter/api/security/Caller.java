package io.lamplighter.api.security;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import java.security.Principal;
import java.util.Arrays;
import java.util.Set;

/**
 * Who calls. Every service checks its caller itself, so that REST, SOAP, shell and stream are
 * checked alike.
 *
 * @param name user or partner name, {@code public}, or the part of the platform that acts by itself
 * @param roles a person's roles; empty for partners and the public
 * @param region prefix of the regions the caller is limited to; empty is everywhere
 * @param channels channels a partner (or the public) may submit on
 */
public record Caller(String name, Kind kind, Set<Role> roles, String region, Set<String> channels)
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

  public Caller {
    roles = Set.copyOf(roles);
    channels = Set.copyOf(channels);
  }

  /** A part of the platform acting by itself. */
  public static Caller system(String part) {
    return new Caller(part, Kind.SYSTEM, Set.of(), "", Set.of());
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

  /** A person who is an assessor and nothing more sees personal data masked. */
  public boolean seesMasked() {
    return kind == Kind.PERSON && roles.equals(Set.of(Role.ASSESSOR));
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
