// As openapi-typescript prints them.

export interface ErrorBody {
  message: string;
  code: string;
}

interface Failure {
  headers: { [name: string]: unknown };
  content: { "application/json": ErrorBody };
}

export interface paths {
  "/libraries/{library_id}/books": {
    parameters: { query?: never; header?: never; path: { library_id: string }; cookie?: never };
    get: {
      parameters: {
        query?: { after?: string; expand?: ("reviews" | "shelf")[]; tags?: string[] };
        header?: { "X-Trace-ID"?: string };
        path: { library_id: string };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: { [name: string]: unknown };
          content: { "application/json": { items: { id: string; title: string }[] } };
        };
        404: Failure;
      };
    };
    post: {
      parameters: { query?: never; header?: never; path: { library_id: string }; cookie?: never };
      requestBody: { content: { "application/json": { title: string; note?: string } } };
      responses: {
        201: {
          headers: { [name: string]: unknown };
          content: { "application/json": { id: string; title: string } };
        };
        409: Failure;
      };
    };
    put?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/health": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": { up: boolean } } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
