import { Wawp } from '../../nodes/Wawp/Wawp.node';

test('the description of the Wawp node stays under 400 KB of JSON', () => {
	expect(JSON.stringify(new Wawp().description).length).toBeLessThan(400_000);
});
