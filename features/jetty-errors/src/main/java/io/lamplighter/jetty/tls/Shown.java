package io.lamplighter.jetty.tls;

import io.lamplighter.jetty.tls.Unfit.Flaw;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that is shown. Its files are looked at every second; what has changed and is good
 * is shown from the next handshake on, connections that are open stay. Files that cannot be used
 * change nothing but the fault that is told; without any that can, no handshake succeeds.
 */
final class Shown implements TlsMXBean {
  /** Where the JVM's MBean server has it. */
  static final String NAME = "io.lamplighter:type=Tls";

  private static final Logger LOG = LoggerFactory.getLogger(Shown.class);
  private static final long LOOK_MILLIS = 1000;
  private static final long YEAR_SECONDS = 31_536_000;
  private final Path certificate;
  private final Path key;
  private final InstantSource time;
  private final SslContextFactory.Server handshakes = new SslContextFactory.Server();
  private final SecureRequestCustomizer manners = new SecureRequestCustomizer(false);
  private volatile Identity identity = Identity.none();
  private volatile @Nullable Unfit fault;
  private List<Object> seen;
  private List<Object> tried;

  Shown(Path certificate, Path key, InstantSource time) {
    this.certificate = certificate;
    this.key = key;
    this.time = time;
    handshakes.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    handshakes.setRenegotiationAllowed(false);
    handshakes.setSslContext(identity.context());
    seen = stamps();
    tried = seen;
    take();
  }

  SslContextFactory.Server handshakes() {
    return handshakes;
  }

  /**
   * What calls over TLS have in common; browsers insist on TLS for a year once somebody vouches.
   */
  SecureRequestCustomizer manners() {
    return manners;
  }

  void watchWhile(ServerConnector connector) {
    connector.addLifeCycleListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarted(LifeCycle started) {
            tell();
            lookLater(connector);
          }
        });
  }

  private void lookLater(ServerConnector connector) {
    connector
        .getScheduler()
        .schedule(
            () -> {
              if (connector.isRunning()) {
                look();
                lookLater(connector);
              }
            },
            LOOK_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** What has just changed is read a look later: it may be half-written, or the first of two. */
  void look() {
    List<Object> now = stamps();
    if (now.equals(seen) && !now.equals(tried)) {
      tried = now;
      take();
    }
    seen = now;
  }

  private List<Object> stamps() {
    return Arrays.asList(stamp(certificate), stamp(key));
  }

  private static List<Object> stamp(Path file) {
    try {
      BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
      return Arrays.asList(of.fileKey(), of.lastModifiedTime(), of.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  private void take() {
    try {
      Identity next = Identity.read(certificate, key);
      Flaw late = next.outOfDate(time.instant());
      if (late != null && identity.certificate() != null) {
        throw new Unfit(late, certificate);
      }
      show(next);
      // At a start even a late one is shown: better a warning in the browser than no answer.
      fault = late == null ? null : new Unfit(late, certificate);
      LOG.info("TLS as {} until {}", subject(), Instant.ofEpochMilli(getValidUntil()));
    } catch (Unfit e) {
      fault = e;
    }
    if (fault != null) {
      LOG.error("TLS: {}", getFault());
    }
  }

  private void show(Identity next) {
    try {
      handshakes.reload(factory -> factory.setSslContext(next.context()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    manners.setStsMaxAge(next.isVouchedFor() ? YEAR_SECONDS : -1);
    identity = next;
  }

  private void tell() {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName name = new ObjectName(NAME);
      if (beans.isRegistered(name)) {
        beans.unregisterMBean(name);
      }
      beans.registerMBean(this, name);
    } catch (JMException e) {
      LOG.error("TLS: its state cannot be told", e);
    }
  }

  private String subject() {
    Identity now = identity;
    return now.certificate() == null ? "" : now.certificate().getSubjectX500Principal().getName();
  }

  @Override
  public long getValidUntil() {
    Identity now = identity;
    return now.certificate() == null ? 0 : now.certificate().getNotAfter().getTime();
  }

  @Override
  public String getFaultyFile() {
    Unfit now = fault;
    return now == null ? "" : now.file();
  }

  @Override
  public String getFlaw() {
    Unfit now = fault;
    return now == null ? "" : now.flaw().name();
  }

  @Override
  public String getFault() {
    Unfit now = fault;
    return now == null ? "" : String.valueOf(now.getMessage());
  }
}
