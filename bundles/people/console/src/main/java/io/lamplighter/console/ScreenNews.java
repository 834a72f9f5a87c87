package io.lamplighter.console;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/** Tells when a bundle that brings screens comes, goes, starts, stops or is replaced. */
final class ScreenNews implements AutoCloseable {
  private static final String HEADER = "Lamplighter-Screens";
  private static final int TOLD =
      BundleEvent.STARTED | BundleEvent.STOPPED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;

  private final BundleContext context;
  private final BundleListener listener;

  /**
   * @param told called when those who look for themselves know already
   */
  ScreenNews(BundleContext context, Runnable told) {
    this.context = context;
    this.listener =
        event -> {
          if ((event.getType() & TOLD) != 0
              && event.getBundle().getHeaders("").get(HEADER) != null) {
            told.run();
          }
        };
    context.addBundleListener(listener);
  }

  @Override
  public void close() {
    context.removeBundleListener(listener);
  }
}
