package io.lamplighter.api.porch;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes every call that comes to the HTTP port. The servlet at the port is another bundle's and
 * stays while this service is replaced, so that the port never answers for itself.
 */
@ProviderType
public interface Reception {
  /** Answers {@code request}, at once or asynchronously. */
  void receive(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
