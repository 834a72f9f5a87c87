package io.lamplighter.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.replaceConfigurationFile;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Each feature of ours comes alone into a container that has nothing but the platform, starts, and
 * goes again: no other bundle is restarted, replaced or left behind.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeaturesIT {
  /** A bundle of ours that is not part of the platform. */
  private static final Pattern OURS =
      Pattern.compile("io/lamplighter/(?!jpa-api|jetty-errors|camel-library|document-library/)");

  private static final Duration STARTED = Duration.ofSeconds(60);
  private static final EnumSet<FeaturesService.Option> NO_REFRESH =
      EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles);

  @Inject private FeaturesService features;
  @Inject private BundleContext framework;

  /** Waited for, never asked: it is there once the boot is over. */
  @Inject private BootFinished booted;

  /** The distribution as it ships, with nothing of ours started at boot. */
  @Configuration
  public Option[] container() throws IOException {
    File work = new File(System.getProperty("work"));
    String mvn = "etc/org.ops4j.pax.url.mvn.cfg";
    return options(
        karafDistributionConfiguration()
            .frameworkUrl(new File(System.getProperty("distribution")).toURI().toString())
            .name("Lamplighter")
            .karafVersion(System.getProperty("karaf"))
            .unpackDirectory(new File(work, "exam"))
            .useDeployFolder(false),
        configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
        editConfigurationFilePut("etc/org.apache.karaf.features.cfg", "featuresBoot", ""),
        replaceConfigurationFile("etc/startup.properties", platformOnly(work)),
        editConfigurationFilePut(
            mvn,
            "org.ops4j.pax.url.mvn.repositories",
            new File(work, "exam-repo").toURI() + "@id=exam@snapshots"),
        editConfigurationFilePut(
            mvn, "org.ops4j.pax.url.mvn.localRepository", new File(work, "no-repo").getPath()),
        editConfigurationFilePut(
            "etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", freePort()),
        editConfigurationFilePut("etc/io.lamplighter.store.embedded.cfg", "port", freePort()),
        systemProperty("lamp.data").value(new File(work, "exam-data").getPath()),
        vmOption("--add-opens=java.base/java.lang=ALL-UNNAMED"),
        vmOption("--add-opens=java.base/java.net=ALL-UNNAMED"),
        vmOption("--add-opens=java.base/java.util=ALL-UNNAMED"));
  }

  /** The distribution's framework starts all of it; this one's leaves out what is to come alone. */
  private static File platformOnly(File work) throws IOException {
    Process tar =
        new ProcessBuilder(
                "tar",
                "xzOf",
                System.getProperty("distribution"),
                "--wildcards",
                "*/etc/startup.properties")
            .start();
    List<String> lines;
    try (BufferedReader out = tar.inputReader(StandardCharsets.UTF_8)) {
      lines = out.lines().filter(line -> !OURS.matcher(line).find()).toList();
    }
    assertFalse("nothing is started", lines.isEmpty());
    return Files.write(work.toPath().resolve("startup.properties"), lines).toFile();
  }

  private static String freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(probe.getLocalPort());
    }
  }

  @Test
  public void eachComesAloneAndLeavesNothing() throws Exception {
    features.installFeatures(names("platform-"), NO_REFRESH);
    assertAllStarted("the platform");
    Map<Long, String> before = bundles();
    Set<String> stopped = new ConcurrentSkipListSet<>();
    SynchronousBundleListener listener =
        event -> {
          if (event.getType() == BundleEvent.STOPPED
              && before.containsKey(event.getBundle().getBundleId())) {
            stopped.add(event.getBundle().getSymbolicName());
          }
        };
    framework.addBundleListener(listener);
    for (String name : names("lamplighter-")) {
      features.installFeature(name, NO_REFRESH);
      assertAllStarted(name);
      features.uninstallFeature(name, NO_REFRESH);
      assertEquals(name + " left something or took something along", before, bundles());
      assertEquals(name + " stopped others", Set.of(), stopped);
    }
    framework.removeBundleListener(listener);
  }

  private Set<String> names(String prefix) throws Exception {
    Set<String> names = new TreeSet<>();
    for (Feature feature : features.listFeatures()) {
      if (feature.getName().startsWith(prefix)) {
        names.add(feature.getName());
      }
    }
    assertFalse("no features " + prefix, names.isEmpty());
    return names;
  }

  private void assertAllStarted(String what) throws InterruptedException {
    long end = System.nanoTime() + STARTED.toNanos();
    while (!idle().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertEquals(what + " did not start", List.of(), idle());
  }

  /** Bundles that have not started; a fragment has no life of its own. */
  private List<Bundle> idle() {
    List<Bundle> idle = new ArrayList<>();
    for (Bundle bundle : framework.getBundles()) {
      boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
      if (bundle.getState() != (fragment ? Bundle.RESOLVED : Bundle.ACTIVE)) {
        idle.add(bundle);
      }
    }
    return idle;
  }

  /** All bundles; one that was replaced shows another time here. */
  private Map<Long, String> bundles() {
    Map<Long, String> bundles = new TreeMap<>();
    for (Bundle bundle : framework.getBundles()) {
      bundles.put(
          bundle.getBundleId(),
          bundle.getSymbolicName() + " " + bundle.getState() + " " + bundle.getLastModified());
    }
    return bundles;
  }
}
