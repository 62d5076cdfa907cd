import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type ModelServer, type Reply, serveModel } from '../../../support/modelServer.ts';
import { failureOf, modelAt } from '../../../support/models.ts';

let server: ModelServer;
beforeEach(async () => {
  server = await serveModel();
});
afterEach(() => server.close());

const outline = z.object({
  title: z.string().min(1),
  sections: z.array(z.object({ heading: z.string(), questions: z.array(z.string()).max(3) })).min(1),
});
const GOOD = { title: 'Plugins', sections: [{ heading: 'Writing one', questions: ['How?'] }] };
const said = (value: unknown): Reply => ({ text: JSON.stringify(value) });
const formats = () => server.calls.map(({ body }) => body.response_format?.type);

describe('a value', () => {
  it('is asked for by its schema, in the option and in the question', async () => {
    server.next(said(GOOD));
    const { model, ask } = modelAt(server);
    expect(await model.fill({ ...ask, schema: outline, name: 'outline' })).toEqual({ value: GOOD, model: 'first' });
    const { body, prompt } = server.calls[0] ?? {};
    const schema = {
      ...{ type: 'object', additionalProperties: false, required: ['title', 'sections'] },
      properties: {
        title: { type: 'string', minLength: 1 },
        sections: {
          ...{ type: 'array', minItems: 1 },
          items: {
            ...{ type: 'object', additionalProperties: false, required: ['heading', 'questions'] },
            properties: {
              heading: { type: 'string' },
              questions: { type: 'array', maxItems: 3, items: { type: 'string' } },
            },
          },
        },
      },
    };
    expect(body?.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'outline', strict: true, schema },
    });
    const [question, asked = ''] = prompt?.split('schema:\n') ?? [];
    expect(question).toContain('Say it.');
    expect(JSON.parse(asked)).toEqual(schema);
  });

  it.each([
    ['in a fence', `\`\`\`json\n${JSON.stringify(GOOD)}\n\`\`\``],
    ['in a fence, among words', `Here you are:\n\`\`\`\n${JSON.stringify(GOOD, null, 2)}\n\`\`\`\nGood luck {you}!`],
    ['among words', `Sure! ${JSON.stringify(GOOD)} Anything else?`],
    ['after a thought', `<think>{"title": 1}</think>\n${JSON.stringify(GOOD)}`],
    ['after a thought whose beginning is missing', `I need {a title}.\n</think>\n\n${JSON.stringify(GOOD)}`],
    ['with words after it', `${JSON.stringify(GOOD)}\nThat is all.`],
  ])('is found %s', async (_, text) => {
    server.next({ text });
    const { model, ask } = modelAt(server);
    expect((await model.fill({ ...ask, schema: outline, name: 'outline' })).value).toEqual(GOOD);
    expect(server.calls).toHaveLength(1);
  });

  it.each([
    ['is no JSON', { text: 'Title: Plugins' }, 'it is not valid JSON'],
    ['does not fit', said({ ...GOOD, sections: [] }), 'sections: '],
    ['is no object', said([1]), 'the value: '],
    [
      'is cut at its last token',
      { text: '{"title":"Pl', finish: 'length', usage: { prompt_tokens: 9, completion_tokens: 50 } } as const,
      'it is cut off; say it in fewer words',
    ],
  ])('that %s is sent back once, with what is wrong', async (_, wrong, problem) => {
    server.next(wrong, said(GOOD));
    const { model, ask, usages } = modelAt(server);
    expect((await model.fill({ ...ask, schema: outline, name: 'outline' })).value).toEqual(GOOD);
    const messages = server.calls[1]?.body.messages ?? [];
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(messages[2]?.content).toBe('text' in wrong ? wrong.text : '');
    expect(messages[3]?.content).toContain(`That can't be used: ${problem}`);
    expect(usages).toHaveLength(2);
  });

  it('that never fits fails, and says with what', async () => {
    server.always(() => said({ title: 7 }));
    const { model, ask } = modelAt(server);
    const error = await failureOf(model.fill({ ...ask, schema: outline, name: 'outline' }));
    expect(error.code).toBe('model_answer_invalid');
    expect(error.message).toMatch(/^The model "first" gave no valid outline, not when asked again either: title: /);
    expect(error.message).toContain('sections: ');
    expect(server.calls).toHaveLength(2);
  });

  it('that is cut at its last token twice says which setting would give it more', async () => {
    server.always(() => ({
      text: '{"title":"Pl',
      finish: 'length',
      usage: { prompt_tokens: 9, completion_tokens: 50 },
    }));
    const { model, ask } = modelAt(server);
    const error = await failureOf(model.fill({ ...ask, schema: outline, name: 'outline' }));
    expect(error.code).toBe('model_out_of_tokens');
    expect(error.message).toContain('came to the end of its 50 tokens before it was whole');
    expect(server.calls).toHaveLength(2);
  });

  it('that is cut long before that is the limit of the server, and is not asked for again', async () => {
    server.always(() => ({
      text: '{"title":"Pl',
      finish: 'length',
      usage: { prompt_tokens: 9, completion_tokens: 75 },
    }));
    const { model, ask } = modelAt(server);
    const error = await failureOf(model.fill({ ...ask, maxOutputTokens: 3_000, schema: outline, name: 'outline' }));
    expect(error.code).toBe('model_out_of_tokens');
    expect(error.message).toContain('was cut off after about 75 of the 3,000 tokens');
    expect(error.next).toContain('LLM_CONTEXT_TOKENS');
    expect(server.calls).toHaveLength(1);
  });

  it('goes through the schema, with its defaults', async () => {
    server.next(said({ title: ' A ' }));
    const { model, ask } = modelAt(server);
    const schema = z.object({ title: z.string().trim(), depth: z.number().default(2) });
    expect((await model.fill({ ...ask, schema, name: 'plan' })).value).toEqual({ title: 'A', depth: 2 });
  });

  it('is tried again like any answer, also by another model', async () => {
    server.always(({ body }) => (body.model === 'first' ? { status: 500 } : said(GOOD)));
    const { model, ask } = modelAt(server, { fallbackModel: 'second' });
    expect((await model.fill({ ...ask, schema: outline, name: 'outline' })).model).toBe('second');
  });
});

/** What each kind of endpoint says to what it does not take: OpenAI, DeepSeek, LM Studio, an old llama.cpp. */
const STRICT = "Invalid schema for response_format 'outline': In context=(), 'required' is required to be supplied";
const DEEPSEEK = 'This response_format type is unavailable now';
const NO_OPTION = 'Unrecognized request argument supplied: response_format';
const LM_STUDIO = "'response_format.type' must be 'json_schema' or 'text'";
const LLAMA = 'failed to parse grammar';

describe('an endpoint', () => {
  const refuse = (error: unknown, status = 400): Reply => ({ status, body: { error } });
  const takes =
    (doesTake: (format: { type: string; isStrict: boolean }) => boolean, refusal: Reply) =>
    ({ body }: ModelServer['calls'][number]) => {
      const { type = 'none' } = body.response_format ?? {};
      const isStrict = JSON.stringify(body.response_format ?? {}).includes('"strict":true');
      return doesTake({ type, isStrict }) ? said(GOOD) : refusal;
    };

  it.each([
    ['that is strict about the schema', STRICT, 400, ['json_schema', 'json_schema']],
    ['without schemas', DEEPSEEK, 422, ['json_schema', 'json_object']],
    ['without any kind of format', DEEPSEEK, 400, ['json_schema', 'json_object', undefined]],
    ['that does not know the option', NO_OPTION, 400, ['json_schema', undefined]],
    ['whose grammar breaks', LLAMA, 500, ['json_schema', 'json_schema', 'json_object']],
  ] as const)('%s is found out, and asked in its way from then on', async (_, words, status, asked) => {
    const last = asked.at(-1);
    const reply = refuse({ message: words }, status);
    server.always(
      takes(({ type, isStrict }) => (last === undefined ? type === 'none' : type === last && !isStrict), reply),
    );
    const { model, ask, waits, usages, lines } = modelAt(server);
    const fill = () => model.fill({ ...ask, schema: outline, name: 'outline' });
    expect((await fill()).value).toEqual(GOOD);
    expect(formats()).toEqual(asked);
    expect((await fill()).value).toEqual(GOOD);
    expect(formats()).toEqual([...asked, last]);
    expect(waits).toEqual([]);
    expect(usages.map((usage) => usage.input_tokens)).toEqual([...asked.slice(1).map(() => 0), 100, 100]);
    expect(lines.map(({ message }) => message)).toEqual(asked.slice(1).map(() => 'model takes less'));
  });

  it('that takes schemas alone is not asked for less', async () => {
    server.always(takes(({ type }) => type === 'json_schema', refuse(LM_STUDIO)));
    const { model, ask } = modelAt(server);
    await model.fill({ ...ask, schema: outline, name: 'outline' });
    expect(formats()).toEqual(['json_schema']);
  });

  it('that refuses for another reason is not asked for less', async () => {
    server.always(() =>
      refuse({ message: "This model's maximum context length is 10 tokens; the JSON schema counts" }),
    );
    const { model, ask } = modelAt(server);
    expect((await failureOf(model.fill({ ...ask, schema: outline, name: 'outline' }))).code).toBe(
      'model_context_exceeded',
    );
    expect(server.calls).toHaveLength(1);
  });
});
