import { expect, test } from 'vitest';
import { complaintsOf, freshProfile, withBrowser } from '../support/browser.ts';
import { expectGoodLooks } from '../support/looks.ts';
import { ask } from '../support/server.ts';

withBrowser();

test('the palette: on a mission, with something typed, and with nothing that fits', async () => {
  const external = { steps: [{ name: 'fetch' }] };
  const objective =
    'Compare the prices of every bookshop in the old town with those of the big sellers, title by title';
  const { mission_id: id } = await ask('POST', '/missions/create', { objective, type: 'external', external });
  const profile = await freshProfile();
  const page = await profile.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`/m/${String(id)}`);
  await page.locator('[data-connection=live]').waitFor();
  await page.getByRole('button', { name: 'Find anything' }).click();
  await page.getByRole('group', { name: 'This mission' }).waitFor();
  await page.getByRole('group', { name: 'Missions' }).getByRole('option').first().waitFor();
  await expectGoodLooks(page, 'palette');
  await page.getByRole('combobox', { name: 'Find anything' }).fill('mission');
  await page.getByRole('group', { name: 'Go to' }).waitFor();
  await expectGoodLooks(page, 'palette-typed');
  await page.getByRole('combobox', { name: 'Find anything' }).fill('bookshop prices');
  await page
    .getByRole('option', { name: /^Compare the prices/ })
    .first()
    .waitFor();
  await expectGoodLooks(page, 'palette-mission');
  await page.getByRole('combobox', { name: 'Find anything' }).fill('%%%');
  await page.getByRole('option', { name: 'Show all missions with “%%%”' }).waitFor();
  await expectGoodLooks(page, 'palette-nothing');
  expect(complaints).toEqual([]);
  await profile.close();
});
