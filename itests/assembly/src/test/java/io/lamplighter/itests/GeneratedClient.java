package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.ws.wscompile.WsimportTool;
import com.sun.xml.ws.api.SOAPVersion;
import com.sun.xml.ws.api.message.Headers;
import com.sun.xml.ws.developer.SchemaValidationFeature;
import com.sun.xml.ws.developer.WSBindingProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.jws.WebMethod;
import javax.jws.WebParam;
import javax.jws.WebService;
import javax.xml.bind.JAXBContext;
import javax.xml.bind.Unmarshaller;
import javax.xml.bind.annotation.XmlSeeAlso;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.ws.Holder;
import javax.xml.ws.Service;
import javax.xml.ws.WebServiceClient;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * What a partner's programmer gets from {@code wsimport} (Metro) and the address of a WSDL: classes
 * for all that its schemas name, and a port that checks by them what it sends and what it gets.
 */
final class GeneratedClient implements AutoCloseable {
  private final URLClassLoader loader;
  private final Class<?> portType;
  private final Object port;
  private final Unmarshaller reader;

  /**
   * @param folder empty, for the classes
   */
  GeneratedClient(URL wsdl, Path folder) throws Exception {
    generate(wsdl, folder);
    loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    List<Class<?>> classes = classes(folder);
    portType = with(WebService.class, classes);
    Service service =
        (Service) with(WebServiceClient.class, classes).getConstructor(URL.class).newInstance(wsdl);
    port = service.getPort(portType, new SchemaValidationFeature());
    reader =
        JAXBContext.newInstance(portType.getAnnotation(XmlSeeAlso.class).value())
            .createUnmarshaller();
    reader.setEventHandler(event -> false);
  }

  private static void generate(URL wsdl, Path folder) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] arguments = {"-d", folder.toString(), wsdl.toString()};
    assertTrue(new WsimportTool(said).run(arguments), () -> said.toString(UTF_8));
    assertFalse(said.toString(UTF_8).contains("[WARNING]"), () -> said.toString(UTF_8));
  }

  private List<Class<?>> classes(Path folder) throws IOException, ClassNotFoundException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(file -> file.toString().endsWith(".class")).toList();
    }
    Class<?>[] classes = new Class<?>[files.size()];
    for (int i = 0; i < classes.length; i++) {
      String name = folder.relativize(files.get(i)).toString();
      classes[i] = loader.loadClass(name.replace(".class", "").replace('/', '.'));
    }
    return List.of(classes);
  }

  private static Class<?> with(Class<? extends Annotation> mark, List<Class<?>> classes) {
    return classes.stream().filter(one -> one.isAnnotationPresent(mark)).findAny().orElseThrow();
  }

  /** Puts a WS-Security UsernameToken before each call, with all that tools put around one. */
  void token(String user, String password) throws Exception {
    Element security =
        parse(
            """
            <wsse:Security xmlns:wsse="%1$swssecurity-secext-1.0.xsd"
                xmlns:wsu="%1$swssecurity-utility-1.0.xsd"
                xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" soap:mustUnderstand="1">
              <wsu:Timestamp wsu:Id="TS-1">
                <wsu:Created>2026-11-29T08:00:00Z</wsu:Created>
                <wsu:Expires>2026-11-29T08:05:00Z</wsu:Expires>
              </wsu:Timestamp>
              <wsse:UsernameToken wsu:Id="UsernameToken-1">
                <wsse:Username>%2$s</wsse:Username>
                <wsse:Password Type="%1$susername-token-profile-1.0#PasswordText">%3$s</wsse:Password>
                <wsse:Nonce EncodingType="%1$ssoap-message-security-1.0#Base64Binary">MTIzNA==</wsse:Nonce>
                <wsu:Created>2026-11-29T08:00:00Z</wsu:Created>
              </wsse:UsernameToken>
            </wsse:Security>"""
                .formatted(
                    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-", user, password));
    ((WSBindingProvider) port).setOutboundHeaders(Headers.create(SOAPVersion.SOAP_11, security));
  }

  /**
   * Calls an operation.
   *
   * @param message its parts, read into the generated classes
   * @return the Result of the Reply
   * @throws Exception the generated one of a fault that the WSDL names
   */
  String call(String operation, String message) throws Exception {
    Method method =
        Arrays.stream(portType.getMethods())
            .filter(one -> one.getAnnotation(WebMethod.class).operationName().equals(operation))
            .findAny()
            .orElseThrow();
    Element parts = parse(message);
    Holder<?> reply = null;
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Parameter parameter = method.getParameters()[i];
      String name = parameter.getAnnotation(WebParam.class).name();
      arguments[i] = argument(parameter, part(parts, name));
      reply = name.equals("Reply") ? (Holder<?>) arguments[i] : reply;
    }
    try {
      method.invoke(port, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception thrown ? thrown : e;
    }
    return (String) reply.value.getClass().getMethod("getResult").invoke(reply.value);
  }

  private Object argument(Parameter parameter, Node part) throws Exception {
    boolean held = parameter.getParameterizedType() instanceof ParameterizedType;
    Class<?> type =
        held
            ? (Class<?>)
                ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0]
            : parameter.getType();
    Object value = part == null ? null : reader.unmarshal(part, type).getValue();
    return held ? new Holder<>(value) : value;
  }

  private static Node part(Element parts, String name) {
    Node part = parts.getFirstChild();
    while (part != null && !name.equals(part.getLocalName())) {
      part = part.getNextSibling();
    }
    return part;
  }

  private static Element parse(String text) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)))
        .getDocumentElement();
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
