package io.lamplighter.health;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The certificate that the port shows is good and stays so for a while. What the HTTP server knows
 * of it stands in the JVM's MBean server, for it is no service: it is there before all services.
 */
@Component(
    property = {
      HealthCheck.NAME + "=tls",
      HealthCheck.TAGS + "=" + Report.TAG,
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=" + Report.FRESH_MS
    })
public final class TlsCheck implements HealthCheck {
  private static final String NAME = "io.lamplighter:type=Tls";
  private static final Duration SOON = Duration.ofDays(14);

  /** The server's names of what can be wrong with a file, in Chinese. */
  private static final Map<String, String> FLAWS =
      Map.ofEntries(
          Map.entry("UNREADABLE", "无法读取"),
          Map.entry("TOO_LARGE", "超过 1 MB"),
          Map.entry("NO_CERTIFICATE", "没有 PEM 格式的证书"),
          Map.entry("BROKEN_CHAIN", "证书链前后不衔接"),
          Map.entry("NO_KEY", "没有 PEM 格式的私钥"),
          Map.entry("ENCRYPTED", "私钥已加密，请改存为不加密"),
          Map.entry("OTHER_FORM", "私钥不是 PKCS#8 格式"),
          Map.entry("OTHER_KIND", "私钥既非 RSA 也非 EC"),
          Map.entry("FOREIGN_KEY", "私钥与证书不匹配"),
          Map.entry("EXPIRED", "证书已过期"),
          Map.entry("NOT_YET", "证书尚未生效"));

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final InstantSource time;

  @Activate
  public TlsCheck(@Reference InstantSource time) {
    this.time = time;
  }

  @Override
  public Result execute() {
    try {
      ObjectName name = new ObjectName(NAME);
      if (!beans.isRegistered(name)) {
        return Verdict.ok("not used: plain HTTP", "未启用，使用明文 HTTP");
      }
      return judge(
          Instant.ofEpochMilli((long) beans.getAttribute(name, "ValidUntil")),
          (String) beans.getAttribute(name, "FaultyFile"),
          (String) beans.getAttribute(name, "Flaw"),
          (String) beans.getAttribute(name, "Fault"));
    } catch (JMException e) {
      return Verdict.failed(e);
    }
  }

  /**
   * @param until the epoch when no certificate is in force
   * @param flaw empty when its files are good
   */
  Verdict judge(Instant until, String file, String flaw, String fault) {
    boolean none = until.equals(Instant.EPOCH);
    boolean over = !none && until.isBefore(time.instant());
    Instant second = until.truncatedTo(ChronoUnit.SECONDS);
    String en = none ? "none" : "valid until " + second;
    String zh = none ? "无" : "有效期至 " + second;
    if (!flaw.isEmpty()) {
      en = fault + "; in force is " + (none ? "none" : "one " + en);
      zh = file + " " + FLAWS.getOrDefault(flaw, flaw) + "；现用证书：" + zh;
    }
    if (none || over) {
      return Verdict.critical(en, zh);
    }
    boolean soon = until.isBefore(time.instant().plus(SOON));
    return soon || !flaw.isEmpty() ? Verdict.warn(en, zh) : Verdict.ok(en, zh);
  }
}
