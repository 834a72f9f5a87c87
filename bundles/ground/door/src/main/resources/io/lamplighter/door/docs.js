/* global SwaggerUIBundle */
// Who is signed in at the hall tries it under his own session; a key that is typed in goes first.
SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers['X-Lamplighter'] = 'session'
    return request
  },
})
